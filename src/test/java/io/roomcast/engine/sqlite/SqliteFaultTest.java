package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.engine.FaultContract;
import io.roomcast.engine.Faults;
import io.roomcast.engine.sqlite.maintenance.StoreCommands;
import io.roomcast.room.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

@DisplayName("the engine on a disk that fails")
class SqliteFaultTest extends FaultContract {
    @TempDir
    private Path folder;

    private int stores;

    @Override
    protected Engine create(Faults faults) {
        try {
            return new SqliteEngine(Store.open(
                    folder.resolve(++stores + ".db"),
                    settings.retention(),
                    time,
                    new Random(1),
                    Thread::new,
                    connection -> around(connection, Connection.class, faults, new AtomicBoolean())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void whatIsToldOfTheRoomsAgreesWithTheirRows() {
        for (int store = 1; store <= stores; store++) {
            assertEquals(0, StoreCommands.run("check", folder.resolve(store + ".db"), List.of()));
        }
    }

    /** Connections that only read are spared, so that a test can look at what is there. */
    private static <T> T around(T inner, Class<T> type, Faults faults, AtomicBoolean wrote) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = call(inner, method, arguments, faults, wrote);
                    return result instanceof PreparedStatement statement
                            ? around(statement, PreparedStatement.class, faults, wrote)
                            : result;
                }));
    }

    private static Object call(Object inner, Method method, Object[] arguments, Faults faults, AtomicBoolean wrote)
            throws Throwable {
        boolean writes = method.getName().equals("executeUpdate");
        boolean commits = method.getName().equals("commit") && wrote.getAndSet(false);
        wrote.compareAndSet(false, writes);
        if ((commits || writes) && faults.failsCall()) {
            throw broken();
        }
        if (commits) {
            faults.beforeCommit();
        }
        Object result;
        try {
            result = method.invoke(inner, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
        if (commits && faults.losesAnswer()) {
            throw broken();
        }
        return result;
    }

    private static SQLException broken() {
        return new SQLException("the disk is broken", null, SQLiteErrorCode.SQLITE_IOERR.code);
    }
}

package io.roomcast.container.standalone;

import io.roomcast.config.Address;
import io.roomcast.config.Configuration;
import io.roomcast.config.Key;
import io.roomcast.config.Misconfigured;
import io.roomcast.config.Source;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The entry point of {@code java -jar roomcast.war}: unpacks the archive that it lies in, and hands over to {@link Standalone}
 * in a class loader that has all of it. The main thread runs it.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        if (given.contains("--help")) {
            System.out.print(Configuration.help());
            return;
        }
        if (StoreCommand.isGiven(given)) {
            StoreCommand command = StoreCommand.of(given);
            System.exit(command.run(configurationOrExit(command.keys()), ownArchive()));
        }
        Configuration configuration = configurationOrExit(given);
        Address http = configuration.address(Key.HTTP).orElseThrow();
        ProgramJars programs = programsOrExit(configuration);
        programs.warnings().forEach(warning -> System.err.println("roomcast: " + warning));
        UnpackedWar war = UnpackedWar.of(ownArchive());
        try {
            run(war, http, configuration.duration(Key.ARRIVAL), programs, given);
        } catch (InvocationTargetException failed) {
            war.remove();
            explain(failed.getCause(), http);
            System.exit(FAILED);
        }
    }

    /** All of the configuration is checked here, before anything is started. */
    private static Configuration configurationOrExit(List<String> given) {
        try {
            return Configuration.read(
                    Source.commandLine(given),
                    Source.environment(System.getenv()),
                    Source.systemProperties(System.getProperties()));
        } catch (Misconfigured mistake) {
            throw exit(mistake);
        }
    }

    private static ProgramJars programsOrExit(Configuration configuration) {
        try {
            return ProgramJars.of(configuration);
        } catch (Misconfigured mistake) {
            throw exit(mistake);
        }
    }

    /** Does not return; a caller throws what it seems to return, so that the compiler knows. */
    private static Misconfigured exit(Misconfigured mistake) {
        System.err.println("roomcast: " + mistake.getMessage());
        System.exit(MISUSED);
        return mistake;
    }

    private static void run(UnpackedWar war, Address http, Duration arrival, ProgramJars programs, List<String> given)
            throws Exception {
        Class<?> standalone = war.classes().loadClass(Standalone.class.getName());
        Thread.currentThread().setContextClassLoader(standalone.getClassLoader());
        InetSocketAddress address = InetSocketAddress.createUnresolved(http.host(), http.port());
        standalone
                .getMethod(
                        "run",
                        Path.class,
                        InetSocketAddress.class,
                        Duration.class,
                        List.class,
                        List.class,
                        Runnable.class)
                .invoke(null, war.folder(), address, arrival, programs.jars(), given, (Runnable) war::remove);
    }

    private static void explain(Throwable cause, Address http) {
        if (cause instanceof BindException) {
            System.err.println("roomcast: cannot listen on " + http + " (" + cause.getMessage()
                    + "); --http=host:port chooses another, port 0 takes a free one");
        } else if (cause instanceof IOException) {
            System.err.println("roomcast: " + cause.getMessage());
        } else {
            cause.printStackTrace();
        }
    }

    private static Path ownArchive() throws Exception {
        return Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}

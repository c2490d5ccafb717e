package io.roomcast.container.standalone;

import java.lang.reflect.InvocationTargetException;
import java.net.BindException;
import java.nio.file.Path;

/**
 * The way in of {@code java -jar roomcast.war}: unpacks the archive that it lies in, and hands over to
 * {@link Standalone} in a class loader that sees the embedded container. The main thread runs it.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Arguments given = Arguments.parseOrExit(arguments);
        UnpackedWar war = UnpackedWar.of(ownArchive());
        try {
            run(war, given);
        } catch (InvocationTargetException e) {
            war.remove();
            explain(e.getCause(), given);
            System.exit(1);
        }
    }

    private static void run(UnpackedWar war, Arguments given) throws Exception {
        Class<?> standalone = war.bootLoader().loadClass(Standalone.class.getName());
        Thread.currentThread().setContextClassLoader(standalone.getClassLoader());
        standalone
                .getMethod("run", Path.class, String.class, int.class, Runnable.class)
                .invoke(null, war.folder(), given.host(), given.port(), (Runnable) war::remove);
    }

    private static void explain(Throwable cause, Arguments given) {
        if (cause instanceof BindException) {
            System.err.println("roomcast: cannot listen on " + given.host() + ":" + given.port() + " ("
                    + cause.getMessage() + "); --http=host:port chooses another, port 0 takes a free one");
        } else {
            cause.printStackTrace();
        }
    }

    private static Path ownArchive() throws Exception {
        return Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}

package io.roomcast.container.standalone;

import io.roomcast.config.Configuration;
import io.roomcast.config.Key;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command on the command line that works on a store instead of starting a server: {@code backup FILE}, {@code restore FILE}
 * or {@code check}, with the keys that say where the store is. The main thread runs it.
 */
record StoreCommand(String name, List<Path> files, List<String> keys) {
    private static final String WORKER = "io.roomcast.engine.sqlite.maintenance.StoreCommands";
    private static final Map<String, Integer> FILES = Map.of("backup", 1, "restore", 1, "check", 0);
    private static final String SQLITE = "jdbc:sqlite:";
    private static final int MISUSED = 2;

    static boolean isGiven(List<String> given) {
        return !given.isEmpty() && FILES.containsKey(given.get(0));
    }

    static StoreCommand of(List<String> given) {
        List<String> words = given.stream().filter(word -> !isKey(word)).toList();
        return new StoreCommand(
                words.get(0),
                words.stream().skip(1).map(Path::of).toList(),
                given.stream().filter(StoreCommand::isKey).toList());
    }

    private static boolean isKey(String word) {
        return word.startsWith("--");
    }

    /** Gives the exit code; what there is to say was printed. */
    int run(Configuration configuration, Path archive) throws Exception {
        int wanted = FILES.get(name);
        if (files.size() != wanted) {
            return misused("takes " + (wanted == 0 ? "no file" : "one file") + ": " + name
                    + (wanted == 0 ? "" : " FILE") + " [--data=folder] [--engine=jdbc:sqlite:path]");
        }
        String engine = configuration.text(Key.ENGINE);
        if (!engine.startsWith(SQLITE)) {
            return misused("needs a store, and there is none with --engine=" + engine);
        }
        String file = engine.substring(SQLITE.length());
        Path store = file.isEmpty() ? Path.of(configuration.text(Key.DATA), "roomcast.db") : Path.of(file);
        UnpackedWar war = UnpackedWar.of(archive);
        try (URLClassLoader classes = war.classes()) {
            return (int) classes.loadClass(WORKER)
                    .getMethod("run", String.class, Path.class, List.class)
                    .invoke(null, name, store, files);
        } catch (InvocationTargetException failed) {
            System.err.println("roomcast: no " + name + ": " + failed.getCause());
            return 1;
        } finally {
            war.remove();
        }
    }

    private int misused(String how) {
        System.err.println("roomcast: " + name + " " + how);
        return MISUSED;
    }
}

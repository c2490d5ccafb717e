package io.roomcast.container.standalone;

import io.roomcast.config.Configuration;
import io.roomcast.config.Key;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A command on the command line that works on a store instead of starting a server: {@code backup FILE}, {@code restore FILE},
 * {@code check} or {@code keys [rotate [--now]]}, with the configuration keys that say where the store is. The main
 * thread runs it.
 */
record StoreCommand(String name, List<String> words, List<String> keys) {
    private static final String WORKER = "io.roomcast.engine.sqlite.maintenance.StoreCommands";
    private static final String KEYS = "keys";
    private static final String NOW = "--now";
    private static final Map<String, String> WANTED = Map.of(
            "backup",
            "takes one file: backup FILE",
            "restore",
            "takes one file: restore FILE",
            "check",
            "takes no file: check",
            KEYS,
            "lists the keys that sign tokens, or makes a new one: keys [rotate [--now]]");
    private static final String SQLITE = "jdbc:sqlite:";
    private static final int MISUSED = 2;

    static boolean isGiven(List<String> given) {
        return !given.isEmpty() && WANTED.containsKey(given.get(0));
    }

    static StoreCommand of(List<String> given) {
        List<String> words = given.stream().filter(word -> !isKey(word)).toList();
        return new StoreCommand(
                words.get(0),
                words.subList(1, words.size()),
                given.stream().filter(StoreCommand::isKey).toList());
    }

    private static boolean isKey(String word) {
        return word.startsWith("--") && !word.equals(NOW);
    }

    /** Gives the exit code; what there is to say was printed. */
    int run(Configuration configuration, Path archive) throws Exception {
        if (!isComplete()) {
            return misused(WANTED.get(name) + " [--data=folder] [--engine=jdbc:sqlite:path]");
        }
        String engine = configuration.text(Key.ENGINE);
        if (!engine.startsWith(SQLITE)) {
            return misused("needs a store, and there is none with --engine=" + engine);
        }
        String file = engine.substring(SQLITE.length());
        Path store = file.isEmpty() ? Path.of(configuration.text(Key.DATA), "roomcast.db") : Path.of(file);
        UnpackedWar war = UnpackedWar.of(archive);
        try (URLClassLoader classes = war.classes()) {
            return work(classes.loadClass(WORKER), store, configuration.duration(Key.TOKEN_LIFE));
        } catch (InvocationTargetException failed) {
            System.err.println("roomcast: no " + name + ": " + failed.getCause());
            return 1;
        } finally {
            war.remove();
        }
    }

    private boolean isComplete() {
        return switch (name) {
            case KEYS -> words.isEmpty() || words.equals(List.of("rotate")) || words.equals(List.of("rotate", NOW));
            case "check" -> words.isEmpty();
            default -> words.size() == 1 && !words.contains(NOW);
        };
    }

    private int work(Class<?> worker, Path store, Duration life) throws ReflectiveOperationException {
        if (name.equals(KEYS)) {
            return (int) worker.getMethod(KEYS, Path.class, List.class, Duration.class)
                    .invoke(null, store, words, life);
        }
        List<Path> files = words.stream().map(Path::of).toList();
        return (int)
                worker.getMethod("run", String.class, Path.class, List.class).invoke(null, name, store, files);
    }

    private int misused(String how) {
        System.err.println("roomcast: " + name + " " + how);
        return MISUSED;
    }
}

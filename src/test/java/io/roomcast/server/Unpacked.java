package io.roomcast.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A server that the build unpacked, or the folder of one that runs, as files. */
public record Unpacked(Path home) {

    /** The only one with such a name, in which {@code *} stands for its version. */
    static Unpacked named(String name) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(servers(), name)) {
            List<Path> homes = new ArrayList<>();
            found.forEach(homes::add);
            if (homes.size() != 1) {
                throw new IllegalStateException(name + " should be in " + servers() + " once: " + homes
                        + "; mvn verify -Pthorough unpacks all servers, mvn clean takes older ones away");
            }
            return new Unpacked(homes.get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty folder. */
    static Unpacked fresh(String name) {
        try {
            return new Unpacked(
                    Files.createTempDirectory(War.path().toAbsolutePath().getParent(), name + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path servers() {
        return War.path().toAbsolutePath().resolveSibling("servers");
    }

    public Path path(String name) {
        return home.resolve(name);
    }

    String text(String name) {
        return path(name).toString();
    }

    /** Puts the WAR, as it is, into a folder from which the server deploys when it starts. */
    public void deploy(String folder) {
        copy(War.path(), folder + "/roomcast.war");
    }

    /** Gives the server a file of {@code src/test/servers}. */
    public void configure(String from, String to) {
        copy(Path.of("src/test/servers", from), to);
    }

    void copy(Path from, String to) {
        folder(Path.of(to).getParent().toString());
        War.copy(from, path(to));
    }

    /** A folder with all that is in it. */
    void copyAll(Path from, String to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, to + "/" + from.relativize(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void folder(String name) {
        try {
            Files.createDirectories(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

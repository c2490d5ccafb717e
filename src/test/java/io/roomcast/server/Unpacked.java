package io.roomcast.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server that the build unpacked, as files. */
record Unpacked(Path home) {

    /** The one that the system property {@code server.home} names. */
    static Unpacked server() {
        return new Unpacked(Path.of(System.getProperty("server.home")).toAbsolutePath());
    }

    Path path(String name) {
        return home.resolve(name);
    }

    String text(String name) {
        return path(name).toString();
    }

    /** Puts the WAR, as it is, into a folder from which the server deploys when it starts. */
    void deploy(String folder) {
        copy(War.path(), folder + "/roomcast.war");
    }

    /** Gives the server a file of {@code src/test/servers}. */
    void configure(String from, String to) {
        copy(Path.of("src/test/servers", from), to);
    }

    private void copy(Path from, String to) {
        try {
            Files.createDirectories(path(to).getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        War.copy(from, path(to));
    }
}

package io.roomcast.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server that the build unpacked, or the folder of one that runs, as files. */
public record Unpacked(Path home) {

    /** The one whose folder a system property names. */
    public static Unpacked in(String property) {
        return new Unpacked(Path.of(System.getProperty(property)).toAbsolutePath());
    }

    /** The one that this run is about. */
    static Unpacked server() {
        return in("server.home");
    }

    /** An empty folder. */
    static Unpacked fresh(String name) {
        try {
            Path servers = Path.of(System.getProperty("servers")).toAbsolutePath();
            return new Unpacked(Files.createTempDirectory(servers, name + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    void folder(String name) {
        try {
            Files.createDirectories(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

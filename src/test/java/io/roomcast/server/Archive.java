package io.roomcast.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A WAR or a jar as a deployer changes it: entries are added to it, or replaced. */
public record Archive(Path file) {

    public String text(String entry) {
        try (FileSystem entries = entries()) {
            return Files.readString(entries.getPath(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive is made if there is none. */
    public Archive put(String entry, byte[] content) {
        try (FileSystem entries = entries()) {
            Path path = entries.getPath("/", entry);
            Files.createDirectories(path.getParent());
            Files.write(path, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A jar of beans, made anew. */
    public static Archive beans(Path file, Class<?>... types) {
        Archive jar = new Archive(file).put("META-INF/beans.xml", new byte[0]);
        List.of(types).forEach(jar::put);
        return jar;
    }

    /** Puts a class of the tests where it would be in a jar. */
    private Archive put(Class<?> type) {
        String entry = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream("/" + entry)) {
            return put(entry, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileSystem entries() throws IOException {
        return FileSystems.newFileSystem(file, Map.of("create", "true"));
    }
}

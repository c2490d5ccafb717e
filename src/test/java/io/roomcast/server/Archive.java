package io.roomcast.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A WAR or a jar as a deployer changes it: entries are added to it, or replaced. */
public record Archive(Path file) {
    private static final String WEB_XML = "WEB-INF/web.xml";
    private static final String WEB_XML_END = "</web-app>";

    private String text(String entry) {
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
        List.of(types).forEach(type -> jar.put("", type));
        return jar;
    }

    /** Puts a class of the tests where it would be below this folder. */
    public Archive put(String folder, Class<?> type) {
        String entry = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream("/" + entry)) {
            return put(folder + entry, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds elements to what the web.xml says. */
    public Archive declare(String elements) {
        String said = text(WEB_XML).replace(WEB_XML_END, elements + WEB_XML_END);
        return put(WEB_XML, said.getBytes(StandardCharsets.UTF_8));
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

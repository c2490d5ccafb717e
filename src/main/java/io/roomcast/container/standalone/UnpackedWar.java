package io.roomcast.container.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The archive's files in a folder of this process alone, because Java loads no classes from jars inside a jar. One class loader
 * has all of them. The main thread fills the folder, and the thread that ends the process removes it.
 */
record UnpackedWar(Path folder) {
    private static final String PREFIX = "roomcast-";

    /** Not {@code WEB-INF/lib}, or Tomcat would open them a second time. */
    private static final String JARS = "WEB-INF/jars/";

    static UnpackedWar of(Path archive) throws IOException {
        removeLeftovers();
        Path folder = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                unpack(zip, entries.nextElement(), folder);
            }
        }
        // The database driver unpacks its library, which is to go with the folder.
        System.getProperties()
                .putIfAbsent("org.sqlite.tmpdir", folder.resolve("WEB-INF").toString());
        return new UnpackedWar(folder);
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path folder) throws IOException {
        String name = entry.getName().replaceFirst("^WEB-INF/(lib|servlet-lib|boot-lib)/", JARS);
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("The archive names a file outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream packed = zip.getInputStream(entry)) {
            Files.copy(packed, target);
        }
    }

    /** Has the application, its libraries, the container, and this package, which lies at the root. */
    URLClassLoader classes() throws IOException {
        List<URL> places = new ArrayList<>();
        places.add(folder.resolve("WEB-INF/classes/").toUri().toURL());
        places.add(folder.toUri().toURL());
        try (var jars = Files.list(folder.resolve(JARS))) {
            for (Path jar : jars.sorted().toList()) {
                places.add(jar.toUri().toURL());
            }
        }
        return new URLClassLoader("roomcast", places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    void remove() {
        remove(folder);
    }

    /** Removes the folders of killed processes. Several servers may start and do so at the same time. */
    static void removeLeftovers() throws IOException {
        Path places = Path.of(System.getProperty("java.io.tmpdir"));
        try (var folders = Files.newDirectoryStream(places, PREFIX + "*")) {
            for (Path folder : folders) {
                owner(folder).filter(pid -> ProcessHandle.of(pid).isEmpty()).ifPresent(dead -> remove(folder));
            }
        }
    }

    private static Optional<Long> owner(Path folder) {
        String[] parts = folder.getFileName().toString().split("-", -1);
        boolean ours = parts.length == 3 && parts[1].matches("[0-9]{1,18}");
        return ours ? Optional.of(Long.valueOf(parts[1])) : Optional.empty();
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted((one, other) -> other.compareTo(one)).forEach(UnpackedWar::removeOne);
        } catch (IOException | UncheckedIOException e) {
            // It belongs to another user, or another starting server is removing it: a leftover harms nothing.
        }
    }

    private static void removeOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // As above.
        }
    }
}

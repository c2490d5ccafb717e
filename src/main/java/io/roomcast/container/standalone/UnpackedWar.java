package io.roomcast.container.standalone;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The archive's files in a folder of this process alone. Jars inside a jar cannot be opened, and a container starts three
 * times as fast from a folder. The container's own files are there when it is made; a thread of its own brings the
 * application's meanwhile, most of its classes in a {@link ClassesJar}, and {@code whole} is done when the last one is there.
 */
record UnpackedWar(Path folder, FutureTask<Void> whole) {
    private static final String PREFIX = "roomcast-";
    private static final String CONTAINER = "WEB-INF/boot-lib/";
    private static final String CONTAINER_CLASSES = "META-INF/versions/17/";
    private static final int BUFFER = 1 << 16;

    static UnpackedWar of(Path archive) throws IOException {
        removeLeftovers();
        Path folder = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
        unpack(archive, folder, UnpackedWar::isContainer);
        FutureTask<Void> rest = new FutureTask<>(() -> {
            ClassesJar.fill(archive, folder);
            unpack(archive, folder, name -> !isContainer(name) && !ClassesJar.takes(name));
            return null;
        });
        new Thread(rest, "roomcast-unpacking").start();
        return new UnpackedWar(folder, rest);
    }

    private static boolean isContainer(String name) {
        return name.startsWith(CONTAINER) || name.startsWith(CONTAINER_CLASSES);
    }

    private static void unpack(Path archive, Path folder, Predicate<String> wanted) throws IOException {
        // Making a folder that is there costs an exception that nobody sees, for each of a thousand files.
        Set<Path> made = new HashSet<>();
        byte[] buffer = new byte[BUFFER];
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (wanted.test(entry.getName())) {
                    Path target = place(entry, folder, made);
                    if (!entry.isDirectory()) {
                        unpack(zip, entry, target, buffer);
                    }
                }
            }
        }
    }

    /** Where the entry is to be, in a folder that is there. */
    private static Path place(ZipEntry entry, Path folder, Set<Path> made) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("The archive names a file outside of itself: " + entry.getName());
        }
        Path home = entry.isDirectory() ? target : target.getParent();
        if (made.add(home)) {
            Files.createDirectories(home);
        }
        return target;
    }

    /** By the old kind of stream and a large buffer it takes two thirds of the time of {@link Files#copy}. */
    private static void unpack(ZipFile zip, ZipEntry entry, Path target, byte[] buffer) throws IOException {
        try (InputStream packed = zip.getInputStream(entry);
                OutputStream file = new FileOutputStream(target.toFile())) {
            for (int read = packed.read(buffer); read >= 0; read = packed.read(buffer)) {
                file.write(buffer, 0, read);
            }
        }
    }

    /** Sees the embedded container and this package, and nothing of the web application. */
    ClassLoader bootLoader() throws IOException {
        List<URL> places = new ArrayList<>();
        places.add(folder.resolve(CONTAINER_CLASSES).toUri().toURL());
        places.addAll(jars(folder.resolve(CONTAINER)));
        return new URLClassLoader("roomcast-boot", places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    static List<URL> jars(Path folder) throws IOException {
        List<URL> places = new ArrayList<>();
        try (var jars = Files.list(folder)) {
            for (Path jar : jars.sorted().toList()) {
                places.add(jar.toUri().toURL());
            }
        }
        return places;
    }

    void remove() {
        remove(folder);
    }

    /** A process that was killed could not remove its folder: the next one does. */
    private static void removeLeftovers() throws IOException {
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
        } catch (IOException e) {
            // Someone else's or already gone: a leftover in the folder of temporary files harms nobody.
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

package io.roomcast.container.standalone;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * One jar with most of the application's classes, in the folder in which the archive is unpacked: hundreds of small files
 * take longer to write and to find, and CDI, which looks for beans in the folder of classes, is spared those that are none.
 * The thread that unpacks fills it.
 */
final class ClassesJar {
    private static final String CLASSES = "WEB-INF/classes/";
    private static final Pattern WITHOUT_BEANS = Pattern.compile(
            CLASSES + "io/roomcast/(channel|config|engine|http|page|program|room|socketio|tcp|wire|ws)/.*");
    private static final int BUFFER = 1 << 16;

    private ClassesJar() {}

    static Path in(Path folder) {
        return folder.resolve("WEB-INF/classes.jar");
    }

    /** Whether what has this name in the archive belongs into it. */
    static boolean takes(String name) {
        return WITHOUT_BEANS.matcher(name).matches();
    }

    static void fill(Path archive, Path folder) throws IOException {
        Files.createDirectories(in(folder).getParent());
        try (ZipFile zip = new ZipFile(archive.toFile());
                OutputStream file = new FileOutputStream(in(folder).toFile());
                ZipOutputStream jar = new ZipOutputStream(new BufferedOutputStream(file, BUFFER))) {
            // Each is soon read, and once: pressing takes longer than it spares.
            jar.setMethod(ZipOutputStream.STORED);
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (takes(entry.getName())) {
                    add(zip, entry, jar);
                }
            }
        }
    }

    private static void add(ZipFile zip, ZipEntry entry, ZipOutputStream jar) throws IOException {
        ZipEntry stored = new ZipEntry(entry.getName().substring(CLASSES.length()));
        stored.setSize(entry.getSize());
        stored.setCrc(entry.getCrc());
        jar.putNextEntry(stored);
        try (InputStream packed = zip.getInputStream(entry)) {
            packed.transferTo(jar);
        }
    }
}

package io.roomcast.container.standalone;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
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
        Set<String> folders = new HashSet<>();
        try (ZipFile zip = new ZipFile(archive.toFile());
                OutputStream file = new FileOutputStream(in(folder).toFile());
                ZipOutputStream jar = new ZipOutputStream(new BufferedOutputStream(file, BUFFER))) {
            // Each is soon read, and once: pressing takes longer than it spares.
            jar.setMethod(ZipOutputStream.STORED);
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (takes(entry.getName())) {
                    String name = entry.getName().substring(CLASSES.length());
                    addFolders(name, folders, jar);
                    if (!entry.isDirectory()) {
                        add(zip, entry, name, jar);
                    }
                }
            }
        }
    }

    /** Tomcat looks for annotations from folder to folder, and not every tool that makes archives names folders in them. */
    private static void addFolders(String name, Set<String> made, ZipOutputStream jar) throws IOException {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            String folder = name.substring(0, slash + 1);
            if (made.add(folder)) {
                jar.putNextEntry(stored(folder, 0, 0));
            }
        }
    }

    private static void add(ZipFile zip, ZipEntry entry, String name, ZipOutputStream jar) throws IOException {
        jar.putNextEntry(stored(name, entry.getSize(), entry.getCrc()));
        try (InputStream packed = zip.getInputStream(entry)) {
            packed.transferTo(jar);
        }
    }

    private static ZipEntry stored(String name, long size, long checksum) {
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(size);
        entry.setCrc(checksum);
        return entry;
    }
}

package io.roomcast.container.standalone;

import io.roomcast.config.Configuration;
import io.roomcast.config.Key;
import io.roomcast.config.Misconfigured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipFile;

/**
 * The jars with which whoever starts the server extends it: all of a folder that nobody else may write, because what lies
 * there runs as the server does. The main thread reads it, before anything is started.
 *
 * @param warnings sentences about what is allowed, and surely not meant
 */
record ProgramJars(List<Path> jars, List<String> warnings) {
    private static final String BEANS = "META-INF/beans.xml";

    /** @throws Misconfigured if there is no such folder, or others may put something into it */
    static ProgramJars of(Configuration configuration) {
        String given = configuration.text(Key.PROGRAMS);
        if (given.isEmpty()) {
            return new ProgramJars(List.of(), List.of());
        }
        try {
            return in(Path.of(given).toAbsolutePath().normalize());
        } catch (IOException objection) {
            throw configuration.refused(Key.PROGRAMS, objection.getMessage());
        }
    }

    /** @throws IOException with what is expected instead */
    private static ProgramJars in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("a folder that exists");
        }
        if (isForeign(folder)) {
            throw new IOException("a folder that only its owner may write (chmod go-w " + folder + ")");
        }
        List<Path> jars = jarsIn(folder);
        List<String> warnings = new ArrayList<>();
        for (Path jar : jars) {
            if (isForeign(jar)) {
                throw new IOException("jars that only their owner may write (chmod go-w " + jar + ")");
            }
            if (!hasBeans(jar)) {
                warnings.add("no program is looked for in " + jar + ": add an empty " + BEANS + " to it");
            }
        }
        if (jars.isEmpty()) {
            warnings.add("no program is in " + folder + ": nothing in it ends in .jar");
        }
        return new ProgramJars(jars, warnings);
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new IOException("a folder that can be read", unreadable);
        }
    }

    /** Whether others than the owner may change it; not known of file systems without such permissions. */
    private static boolean isForeign(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return false;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static boolean hasBeans(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(BEANS) != null;
        } catch (IOException unreadable) {
            throw new IOException("jars that can be read, unlike " + jar, unreadable);
        }
    }
}

package io.roomcast.engine.sqlite.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Keeps other users of the machine away from files and folders: whoever reads a store has the key of all tokens. Where
 * the file system knows no permissions, all is left as it is. Any thread.
 */
public final class OwnerOnly {
    private static final System.Logger LOG = System.getLogger(OwnerOnly.class.getName());
    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";

    private OwnerOnly() {}

    /** Creates a folder, and those above it that are missing. */
    public static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, of(FOLDER, folder));
    }

    /** Creates an empty file. */
    public static Path createFile(Path file) throws IOException {
        return Files.createFile(file, of(FILE, file));
    }

    /** Creates an empty file, unless there is one. */
    static void createMissing(Path file) throws IOException {
        try {
            createFile(file);
        } catch (FileAlreadyExistsException there) {
            tighten(file);
        }
    }

    /** Opens a file to be read and written; creates it if it is missing. */
    static FileChannel open(Path file) throws IOException {
        Set<OpenOption> both = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return FileChannel.open(file, both, of(FILE, file));
    }

    private static FileAttribute<?>[] of(String permissions, Path path) {
        if (!isKnown(path)) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
    }

    /** Takes away what others may do with a file or a folder; if that is not ours, the log says so. */
    static void tighten(Path path) {
        try {
            if (!isKnown(path) || Files.notExists(path)) {
                return;
            }
            Set<PosixFilePermission> now = EnumSet.noneOf(PosixFilePermission.class);
            now.addAll(Files.getPosixFilePermissions(path));
            if (now.retainAll(PosixFilePermissions.fromString(FOLDER))) {
                Files.setPosixFilePermissions(path, now);
            }
        } catch (IOException | UnsupportedOperationException notOurs) {
            LOG.log(
                    Level.WARNING,
                    () -> "other users of this machine may read " + path
                            + ", which is not ours to close; it holds the key of all tokens");
        }
    }

    private static boolean isKnown(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}

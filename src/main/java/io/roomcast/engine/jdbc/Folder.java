package io.roomcast.engine.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** The folder that a store lies in, which belongs to one server as long as this is open. */
final class Folder implements AutoCloseable {
    private static final String LOCK = "roomcast.lock";

    private final Path path;
    private final FileChannel lock;

    private Folder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes the folder if there is none, and takes it. */
    static Folder take(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isOurs(lock)) {
            lock.close();
            throw new IOException("another Roomcast uses the folder "
                    + path.toAbsolutePath().normalize() + "; each needs a folder of its own (--data=…)");
        }
        return new Folder(path, lock);
    }

    private static boolean isOurs(FileChannel lock) throws IOException {
        try {
            FileLock got = lock.tryLock();
            return got != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /** Something that stays the same when the folder is moved, and is another when it is copied or restored. */
    String place() throws IOException {
        Path file = path.resolve(LOCK);
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        return key + " " + Files.getAttribute(file, unix ? "unix:ctime" : "creationTime");
    }

    Path store() {
        return path.resolve("roomcast.db");
    }

    Path mark() {
        return path.resolve("roomcast.mark");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}

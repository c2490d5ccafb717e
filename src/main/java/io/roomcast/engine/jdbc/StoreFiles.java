package io.roomcast.engine.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A store's file with those beside it, which belong to one server as long as this is open: {@code .lock} and
 * {@code .mark}, by which others are kept out.
 */
final class StoreFiles implements AutoCloseable {
    private final Path store;
    private final FileChannel mark;
    private final FileChannel lock;

    private StoreFiles(Path store, FileChannel mark, FileChannel lock) {
        this.store = store;
        this.mark = mark;
        this.lock = lock;
    }

    /** Takes them; makes the folder if there is none. */
    static StoreFiles take(Path store) throws IOException {
        Path file = store.toAbsolutePath().normalize();
        try {
            Files.createDirectories(file.getParent());
            return locked(file);
        } catch (FileSystemException refused) {
            String why = refused instanceof AccessDeniedException ? "not permitted" : refused.getReason();
            throw new IOException("the store " + file + " cannot be used: " + refused.getFile() + ": " + why, refused);
        }
    }

    /**
     * Closing one channel of a file gives up whatever else this process has locked of that file. So the lock, which keeps
     * other processes out, is opened by nobody who has not the mark, which keeps others of this process out.
     */
    private static StoreFiles locked(Path file) throws IOException {
        FileChannel mark = taken(file, ".mark");
        try {
            return new StoreFiles(file, mark, taken(file, ".lock"));
        } catch (IOException refused) {
            mark.close();
            throw refused;
        }
    }

    private static FileChannel taken(Path file, String end) throws IOException {
        FileChannel channel = FileChannel.open(beside(file, end), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isOurs(channel)) {
            channel.close();
            throw new IOException("another Roomcast uses the store " + file
                    + "; each needs one of its own: --data=folder chooses where it is");
        }
        return channel;
    }

    /** Takes the last byte that a file may have, which is in the way of nobody who writes. */
    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static Path beside(Path store, String end) {
        return store.resolveSibling(store.getFileName() + end);
    }

    /** Something that stays the same when the files are moved, and is another when they are copied or restored. */
    String place() throws IOException {
        Path file = beside(store, ".lock");
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        return key + " " + Files.getAttribute(file, unix ? "unix:ctime" : "creationTime");
    }

    Path store() {
        return store;
    }

    Path mark() {
        return beside(store, ".mark");
    }

    @Override
    public void close() throws IOException {
        try (mark) {
            lock.close();
        }
    }
}

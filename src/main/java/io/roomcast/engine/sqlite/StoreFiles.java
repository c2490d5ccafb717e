package io.roomcast.engine.sqlite;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a store, locked for one server as long as this is open: see {@code .lock} and {@code .mark}. */
public final class StoreFiles implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StoreFiles.class.getName());

    /** The ending of a complete file that will take the place of the store in any case. */
    private static final String NEXT = ".next";

    private static final List<String> BUILT = List.of("", "-wal", "-shm", "-journal");

    private final Path store;
    private final FileChannel mark;
    private final FileChannel lock;

    private StoreFiles(Path store, FileChannel mark, FileChannel lock) {
        this.store = store;
        this.mark = mark;
        this.lock = lock;
    }

    /** Locks the files, and finishes a replacement that was interrupted; creates the folder if needed. */
    public static StoreFiles take(Path store) throws IOException {
        Path file = store.toAbsolutePath().normalize();
        try {
            Files.createDirectories(file.getParent());
            return locked(file).finished();
        } catch (FileSystemException refused) {
            String why = refused instanceof AccessDeniedException ? "not permitted" : refused.getReason();
            throw new IOException("the store " + file + " cannot be used: " + refused.getFile() + ": " + why, refused);
        }
    }

    /**
     * Takes both locks. Closing one channel of a file releases all locks that this process has on that file. So {@code
     * .lock}, which keeps other processes out, is opened only with the lock on {@code .mark}, which keeps out other
     * servers in this process.
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

    /** Locks the last byte that a file can have, where it hinders no writes. */
    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /** Returns the file with this ending beside a store. */
    public static Path beside(Path store, String end) {
        return store.resolveSibling(store.getFileName() + end);
    }

    /** Returns a value that stays the same when the files are moved, and changes when they are copied or restored. */
    String place() throws IOException {
        Path file = beside(store, ".lock");
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        return key + " " + Files.getAttribute(file, unix ? "unix:ctime" : "creationTime");
    }

    public Path store() {
        return store;
    }

    Path mark() {
        return beside(store, ".mark");
    }

    /** Returns the file in which a run that met damage tells the next. */
    Path note() {
        return beside(store, ".damaged");
    }

    /** Returns where to build a file that will take the place of the store; there is no such file yet. */
    public Path fresh() throws IOException {
        Path fresh = beside(store, ".partial");
        discard(fresh);
        return fresh;
    }

    /** Deletes a partial file, with what SQLite left beside it. */
    public static void discard(Path partial) throws IOException {
        for (String end : BUILT) {
            Files.deleteIfExists(beside(partial, end));
        }
    }

    /**
     * Replaces the store with a complete file. The old store is kept beside it under the name that is returned; nothing
     * of it is deleted. One rename decides: before it nothing has changed; after it the next start does what is left to
     * do.
     */
    public Path replace(Path fresh, String why) throws IOException {
        Path aside = aside(why);
        Path next = beside(aside, NEXT);
        force(fresh);
        Files.move(fresh, next, StandardCopyOption.ATOMIC_MOVE);
        force(store.getParent());
        finish(next, aside);
        return aside;
    }

    private StoreFiles finished() throws IOException {
        try {
            for (Path next : next(store)) {
                String name = next.getFileName().toString();
                Path aside = store.resolveSibling(name.substring(0, name.length() - NEXT.length()));
                finish(next, aside);
                LOG.log(
                        Level.WARNING,
                        () -> "finished an interrupted replacement of the store; the replaced store is kept as "
                                + aside);
            }
            return this;
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    /** Refuses a store whose replacement is not finished: what is there may be half of one. */
    public static void refuseUnfinished(Path store) throws IOException {
        Path file = store.toAbsolutePath().normalize();
        if (Files.isDirectory(file.getParent()) && !next(file).isEmpty()) {
            throw new IOException("the replacement of the store " + store
                    + " is under way or was interrupted; the next start finishes it");
        }
    }

    private static List<Path> next(Path store) throws IOException {
        String ours = Pattern.quote(store.getFileName().toString());
        String names = ours + "\\.[a-z]+-[0-9]{8}-[0-9]{6}(-[0-9]+)?" + Pattern.quote(NEXT);
        try (Stream<Path> all = Files.list(store.getParent())) {
            return all.filter(found -> found.getFileName().toString().matches(names))
                    .toList();
        }
    }

    /** Finishes a replacement; each step may have been done before. */
    private void finish(Path next, Path aside) throws IOException {
        keepMark(beside(aside, ".mark"));
        for (String end : List.of("-wal", ".damaged")) {
            Path old = beside(store, end);
            if (Files.exists(old) && Files.size(old) == 0) {
                Files.delete(old);
            } else if (Files.exists(old)) {
                Files.move(old, beside(aside, end));
            }
        }
        Files.deleteIfExists(beside(store, "-shm"));
        if (Files.exists(store)) {
            keep(aside);
        }
        force(store.getParent());
        Files.move(next, store, StandardCopyOption.ATOMIC_MOVE);
        force(store.getParent());
    }

    /** Copies the mark and empties it. It stays in its place, because it is locked. */
    private void keepMark(Path aside) throws IOException {
        if (Files.exists(mark()) && Files.size(mark()) > 0) {
            Files.copy(mark(), aside, StandardCopyOption.REPLACE_EXISTING);
            mark.truncate(0);
        }
    }

    private Path aside(String why) {
        String time = LocalDateTime.now(ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
        Path aside = beside(store, '.' + why + '-' + time);
        for (int more = 2; Files.exists(aside); more++) {
            aside = beside(store, '.' + why + '-' + time + '-' + more);
        }
        return aside;
    }

    /** Keeps the store as a second link, if possible, so that the store never lacks its file. Can be repeated. */
    private void keep(Path aside) throws IOException {
        try {
            Files.createLink(aside, store);
        } catch (IOException | UnsupportedOperationException oneNameOnly) {
            Files.move(store, aside);
        }
    }

    /**
     * Forces a file, or the entries of a folder, to disk.
     *
     * @throws FileSystemException which names the file
     */
    public static void force(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        if (folder && !path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        try (FileChannel file = FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            file.force(true);
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException failure) {
            throw (IOException) new FileSystemException(path.toString(), null, failure.getMessage()).initCause(failure);
        }
    }

    @Override
    public void close() throws IOException {
        try (mark) {
            lock.close();
        }
    }
}

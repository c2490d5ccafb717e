package io.roomcast.engine.sqlite.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The files of a store, locked for one server as long as this is open: see {@code .lock} and {@code .mark}. */
public final class StoreFiles implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StoreFiles.class.getName());
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneId.systemDefault());

    /** The ending of a complete file that will take the place of the store in any case. */
    private static final String NEXT = ".next";

    /** Why a store is replaced: by a restore, or because it is damaged. */
    private static final List<String> REASONS = List.of(".replaced", ".damaged");

    private final Path store;
    private final FileChannel mark;
    private final FileChannel lock;
    private volatile Map<Path, Object> inUse = Map.of();

    /**
     * Takes both locks. Closing one channel of a file releases all locks that this process has on that file. So {@code
     * .lock}, which keeps other processes out, is opened only with the lock on {@code .mark}, which keeps out other
     * servers in this process.
     */
    private StoreFiles(Path store) throws IOException {
        this.store = store;
        this.mark = locked(".mark");
        try {
            this.lock = locked(".lock");
        } catch (IOException refused) {
            mark.close();
            throw refused;
        }
    }

    /** Locks the last byte that a file can have, where it hinders no writes. */
    private FileChannel locked(String end) throws IOException {
        FileChannel channel = OwnerOnly.open(beside(store, end));
        try {
            if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null) {
                return channel;
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // Refused like another process.
        }
        channel.close();
        throw new IOException("another Roomcast uses the store " + store
                + "; each needs one of its own: --data=folder chooses where it is");
    }

    /** Locks the files, and finishes a replacement that was interrupted; creates the folder if needed. */
    public static StoreFiles take(Path path) throws IOException {
        Path store = path.toAbsolutePath().normalize();
        try {
            OwnerOnly.createFolders(store.getParent());
            StoreFiles files = new StoreFiles(store);
            try {
                files.finishInterrupted();
                refuseSecondName(store);
                files.closeToOthers();
                return files;
            } catch (IOException | RuntimeException failure) {
                files.close();
                throw failure;
            }
        } catch (FileSystemException refused) {
            throw new IOException(
                    "the store " + store + " cannot be used: " + refused.getFile() + ": " + reason(refused), refused);
        }
    }

    /** A server that uses the store by another name has other locks. */
    private static void refuseSecondName(Path store) throws IOException {
        boolean unix = store.getFileSystem().supportedFileAttributeViews().contains("unix");
        if (unix && Files.exists(store) && (Integer) Files.getAttribute(store, "unix:nlink") > 1) {
            throw new IOException("the store " + store + " has another name, a hard link, by which another server could"
                    + " use it at the same time: remove one of them, or copy the store");
        }
    }

    /** Makes sure that only we can read the files, those of earlier versions as well. */
    private void closeToOthers() throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(store.getParent())) {
            boolean isOurs = true;
            for (Path one : all) {
                boolean named = one.getFileName()
                        .toString()
                        .startsWith(store.getFileName().toString());
                isOurs &= named;
                // The lock is empty, and a change of its permissions would be one of the place.
                if (named && !one.equals(beside(store, ".lock")) && Files.isRegularFile(one)) {
                    OwnerOnly.tighten(one);
                }
            }
            if (isOurs) {
                OwnerOnly.tighten(store.getParent());
            }
        }
    }

    /** Creates the file of the store if it is missing: SQLite would let others read it. */
    public void create() throws IOException {
        OwnerOnly.createMissing(store);
    }

    /** Remembers which files are in use from now on. */
    public void remember() {
        inUse = keys();
    }

    /** Whether the remembered files are still those at their names: nobody removed, replaced or hid them. */
    public boolean areInPlace() {
        return inUse.equals(keys());
    }

    /** Returns what tells the files from others; nothing of those that are missing. */
    private Map<Path, Object> keys() {
        Map<Path, Object> keys = new HashMap<>();
        for (Path file : List.of(store, beside(store, ".lock"), beside(store, ".mark"))) {
            try {
                Object key =
                        Files.readAttributes(file, BasicFileAttributes.class).fileKey();
                keys.put(file, Optional.ofNullable(key).orElse(""));
            } catch (IOException missing) {
                LOG.log(Level.DEBUG, () -> "there is no file any more at " + missing.getMessage());
            }
        }
        return keys;
    }

    private static String reason(FileSystemException refused) {
        if (refused instanceof AccessDeniedException) {
            return "not permitted";
        }
        if (refused instanceof FileAlreadyExistsException) {
            return "is not a folder";
        }
        return Optional.ofNullable(refused.getReason()).orElse("it cannot be used");
    }

    /** Returns the file with this ending beside a store. */
    public static Path beside(Path store, String end) {
        return store.resolveSibling(store.getFileName() + end);
    }

    public Path store() {
        return store;
    }

    /** Returns the file in which a run that met damage tells the next. */
    public Path note() {
        return beside(store, ".damaged");
    }

    /** Returns the commits that are counted of the store with this name. */
    public CommitMark mark(String name) {
        return new CommitMark(mark, name.hashCode());
    }

    /** Returns a value that stays the same when the files are moved, and changes when they are copied or restored. */
    public String place() throws IOException {
        Path file = beside(store, ".lock");
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        return Files.getAttribute(file, "fileKey") + " "
                + Files.getAttribute(file, unix ? "unix:ctime" : "creationTime");
    }

    /** Returns an empty file, to build what will take the place of the store. */
    public Path fresh() throws IOException {
        Path fresh = beside(store, ".partial");
        discard(fresh);
        return OwnerOnly.createFile(fresh);
    }

    /** Deletes a partial file, with what SQLite left beside it. */
    public static void discard(Path partial) throws IOException {
        for (String end : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(beside(partial, end));
        }
    }

    /**
     * Replaces the store with a complete file, and returns the name under which the old store is kept beside it. One
     * rename decides: before it nothing has changed; after it the next start does what is left to do.
     *
     * @param why one of {@link #REASONS}
     */
    public Path replace(Path fresh, String why) throws IOException {
        while (Files.exists(aside(why, fresh))) {
            Instant later = Files.getLastModifiedTime(fresh).toInstant().plusSeconds(1);
            Files.setLastModifiedTime(fresh, FileTime.from(later));
        }
        force(fresh);
        Files.move(fresh, beside(store, why + NEXT), StandardCopyOption.ATOMIC_MOVE);
        force(store.getParent());
        return finish(why);
    }

    /** Names the old store after the time of the new one, so that its files get one name, whoever moves them. */
    private Path aside(String why, Path fresh) throws IOException {
        return beside(
                store, why + '-' + TIME.format(Files.getLastModifiedTime(fresh).toInstant()));
    }

    /** Returns why the store is being replaced, if it is. */
    private static Optional<String> unfinished(Path store) {
        return REASONS.stream()
                .filter(why -> Files.exists(beside(store, why + NEXT)))
                .findFirst();
    }

    /** Refuses a store whose replacement is not finished: what is there may be half of one. */
    public static void refuseUnfinished(Path store) throws IOException {
        if (unfinished(store).isPresent()) {
            throw new IOException("the replacement of the store " + store
                    + " is under way or was interrupted; the next start finishes it");
        }
    }

    private void finishInterrupted() throws IOException {
        Optional<String> why = unfinished(store);
        if (why.isPresent()) {
            Path aside = finish(why.get());
            LOG.log(
                    Level.WARNING,
                    () -> "finished an interrupted replacement of the store; the replaced store is kept as " + aside);
        }
    }

    /** Sets the old files aside, and only then puts the new one in their place. Each step may have been done before. */
    private Path finish(String why) throws IOException {
        Path next = beside(store, why + NEXT);
        Path aside = aside(why, next);
        Files.deleteIfExists(note());
        Files.deleteIfExists(beside(store, "-shm"));
        for (String end : List.of("-wal", "")) {
            Path old = beside(store, end);
            if (Files.exists(old) && Files.size(old) > 0) {
                Files.move(old, beside(aside, end));
            }
        }
        Files.deleteIfExists(beside(store, "-wal"));
        force(store.getParent());
        Files.move(next, store, StandardCopyOption.ATOMIC_MOVE);
        force(store.getParent());
        return aside;
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

package io.roomcast.kills;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The notes of one publisher or reader: a file of lines, each of some fields, that only grows. A note is on disk once it was
 * forced. For use by one thread.
 */
final class KillLedger implements AutoCloseable {
    private static final String BETWEEN = "\t";

    private final FileChannel file;
    private final ByteArrayOutputStream noted = new ByteArrayOutputStream();

    KillLedger(Path path) {
        try {
            this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void note(List<String> fields) {
        noted.writeBytes((String.join(BETWEEN, fields) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void note(String... fields) {
        note(List.of(fields));
    }

    void force() {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(noted.toByteArray());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            noted.reset();
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        force();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of all files in a folder, file by file. */
    static List<Page> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(Page::of).toList();
        }
    }

    /** One file: who wrote it, and the fields of its lines. */
    record Page(String name, List<List<String>> lines) {
        private static Page of(Path file) {
            try (Stream<String> lines = Files.lines(file)) {
                return new Page(
                        file.getFileName().toString(),
                        lines.map(line -> List.of(line.split(BETWEEN, -1))).toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The first line names the room. */
        String room() {
            return lines.get(0).get(1);
        }
    }
}

package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The log that a server wrote while it ran. */
final class ServerLog {
    private static final Pattern TRACE =
            Pattern.compile("^\\s+at [\\w.$/]+\\(.*\\)$|^Caused by: .*|.*Exception(: .*)?$");

    private ServerLog() {}

    static void holdsNoStackTrace(ServerProcess server) {
        try (Stream<String> lines = Files.lines(server.output())) {
            assertEquals(
                    List.of(), lines.filter(TRACE.asMatchPredicate()).limit(5).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

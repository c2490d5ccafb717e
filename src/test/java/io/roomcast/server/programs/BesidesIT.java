package io.roomcast.server.programs;

import io.roomcast.server.War;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The projects beside the product, which have a pom of their own, still compile against what was built. */
class BesidesIT {
    @ParameterizedTest
    @CsvSource({"bench, compile", "fuzz, test-compile"})
    void it_compiles(String folder, String phase) throws IOException, InterruptedException {
        Path project = Path.of(folder).toAbsolutePath();
        Path target = War.path().toAbsolutePath().getParent();
        // Not offline: the build of Roomcast fetches nothing for these.
        Maven.run(
                project,
                target.resolve(folder + "-build.log"),
                List.of("-Droomcast.target=" + target, "-Dmaven.repo.local=" + System.getProperty("fetched"), phase));
    }
}

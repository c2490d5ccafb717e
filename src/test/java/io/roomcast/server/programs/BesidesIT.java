package io.roomcast.server.programs;

import io.roomcast.server.War;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The project beside the product, which has a pom of its own, still compiles against what was built. */
class BesidesIT {
    @Test
    void the_benchmark_compiles() throws IOException, InterruptedException {
        Path project = Path.of("bench").toAbsolutePath();
        Path target = War.path().toAbsolutePath().getParent();
        // Not offline: the build of Roomcast fetches nothing for these.
        Maven.run(
                project,
                target.resolve("bench-build.log"),
                List.of(
                        "-Droomcast.target=" + target,
                        "-Dmaven.repo.local=" + System.getProperty("fetched"),
                        "compile"));
    }
}

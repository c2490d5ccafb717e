package io.roomcast.server.programs;

import io.roomcast.server.War;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * An example of {@code src/test/examples}, built by a Maven of its own. That finds Roomcast in a repository as if it had been
 * installed, and everything else where the build of Roomcast has put it, so that no network is needed.
 */
final class Example {
    private static final Path EXAMPLES = Path.of("src/test/examples").toAbsolutePath();
    private static final Path BUILT = War.path().toAbsolutePath().resolveSibling("examples");

    /** Tests in another fork may be about to read theirs. */
    private static final Path REPOSITORY =
            BUILT.resolve("repository-" + ProcessHandle.current().pid());

    private Example() {}

    /** The file that comes of {@code mvn package} in a copy of the example. */
    static Path built(String name, String packaging, String... options) throws IOException, InterruptedException {
        installRoomcast();
        Path project = copy(name);
        List<String> arguments = new ArrayList<>(List.of(
                "--offline",
                "--settings=" + EXAMPLES.resolve("settings.xml"),
                "-Daether.offline.protocols=file",
                "-Dexamples.repository=" + REPOSITORY,
                "-Dfetched=" + System.getProperty("fetched"),
                "package"));
        arguments.addAll(List.of(options));
        Maven.run(project, project.resolve("build.log"), arguments);
        return project.resolve("target").resolve(name + "." + packaging);
    }

    /** Puts what was built where {@code mvn install} would. */
    private static void installRoomcast() throws IOException {
        String version = System.getProperty("version");
        Path folder = Files.createDirectories(
                REPOSITORY.resolve("io/roomcast/roomcast").resolve(version));
        String artifact = "roomcast-" + version;
        copy(Path.of("pom.xml"), folder.resolve(artifact + ".pom"));
        copy(War.path(), folder.resolve(artifact + ".war"));
        copy(War.path().resolveSibling("roomcast-classes.jar"), folder.resolve(artifact + "-classes.jar"));
    }

    /** Without what an earlier build has left. */
    private static Path copy(String name) throws IOException {
        Path project = Files.createTempDirectory(BUILT, name + "-");
        try (var files = Files.walk(EXAMPLES.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = project.resolve(EXAMPLES.resolve(name).relativize(file));
                Files.createDirectories(target.getParent());
                copy(file, target);
            }
        }
        return project;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}

package io.roomcast.contract;

import io.roomcast.server.Archive;
import io.roomcast.server.War;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs of the tests in a jar, alone in a folder that only its owner may write. */
public final class ProgramJar {
    private ProgramJar() {}

    /** The folder. */
    public static Path of(Class<?>... programs) {
        try {
            Path folder = Files.createTempDirectory(War.path().toAbsolutePath().getParent(), "programs-");
            Path file = folder.resolve("programs.jar");
            Archive.beans(file, programs);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

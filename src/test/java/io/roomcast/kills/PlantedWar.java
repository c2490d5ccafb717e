package io.roomcast.kills;

import io.roomcast.container.EarlyAcks;
import io.roomcast.kit.EngineAround;
import io.roomcast.server.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes a copy of the WAR that acknowledges before it commits: {@link EarlyEngine} is added to it. */
final class PlantedWar {
    private PlantedWar() {}

    /** Leaves the WAR as it is. */
    static Path make(Path war, Path copy) throws IOException {
        Path jar = copy.resolveSibling(copy.getFileName() + ".jar");
        Files.deleteIfExists(jar);
        Archive bug = Archive.beans(jar, EarlyAcks.class, EarlyEngine.class, EngineAround.class);
        Files.copy(war, copy, StandardCopyOption.REPLACE_EXISTING);
        new Archive(copy).put("WEB-INF/lib/early-acks.jar", bug.bytes());
        Files.delete(jar);
        return copy;
    }
}

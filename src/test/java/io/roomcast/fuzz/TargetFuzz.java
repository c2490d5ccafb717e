package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.http.NamedResource;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.who.Names;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** The path of a URL. */
class TargetFuzz {
    private static final Set<Code> WRONG = Set.of(Code.NOT_FOUND, Code.BAD_ROOM, Code.BAD_UTF8);

    @FuzzTest
    void a_path_is_a_resource_or_a_refusal(byte[] bytes) {
        String path = Input.text(bytes);
        Optional<NamedResource> found = at("", path);
        assertEquals(found, at("/some/app", path), "under any context path");
        found.filter(resource -> !resource.room().isEmpty()).ifPresent(resource -> {
            assertEquals(resource.room(), Names.room(resource.room()));
            String encoded = URLEncoder.encode(resource.room(), StandardCharsets.UTF_8);
            assertEquals(found, at("", "/rooms/" + encoded + "/" + resource.name()), "encoded and parsed again");
        });
    }

    private static Optional<NamedResource> at(String context, String path) {
        return Input.unlessRefused(WRONG, () -> NamedResource.at(context, context + path));
    }
}

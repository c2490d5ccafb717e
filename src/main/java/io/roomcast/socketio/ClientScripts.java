package io.roomcast.socketio;

import io.roomcast.channel.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Socket.IO's own browser scripts, served as its own server does, with their version as ETag. It reads the class path
 * on each request. Any thread.
 */
public final class ClientScripts {
    private static final Pattern NAME = Pattern.compile("socket\\.io(\\.((esm|msgpack)\\.)?min)?\\.js(\\.map)?");
    private static final String FOLDER = "io/roomcast/socketio/scripts/";
    private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*(\"[^\"]+\")");

    private final ClassLoader place;
    private final String tag;

    private ClientScripts(ClassLoader place, String tag) {
        this.place = place;
        this.tag = tag;
    }

    /** Returns the scripts that this loader finds. Throws if they are missing from the WAR. */
    public static ClientScripts in(ClassLoader place) {
        String description = new String(bytes(place, "package.json"), StandardCharsets.UTF_8);
        String tag = VERSION.matcher(description)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Socket.IO's package does not say its version"));
        return new ClientScripts(place, tag);
    }

    /**
     * Returns the response with a script, or empty if there is no script of that name.
     *
     * @param known the header If-None-Match; may be empty
     */
    public Optional<Response> answer(String name, String known) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Map<String, String> headers = new TreeMap<>(Map.of("Cache-Control", "public, max-age=0", "ETag", tag));
        if (holds(known)) {
            return Optional.of(new Response(304, headers, Optional.of(new byte[0])));
        }
        headers.put("Content-Type", type(name));
        return Optional.of(new Response(200, headers, Optional.of(bytes(place, name))));
    }

    private static String type(String name) {
        return (name.endsWith(".map") ? "application/json" : "application/javascript") + "; charset=utf-8";
    }

    /** Whether a list of tags contains ours, weak or strong. */
    private boolean holds(String tags) {
        return Stream.of(tags.split(","))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.equals(tag) || one.equals("W/" + tag));
    }

    private static byte[] bytes(ClassLoader place, String name) {
        try (InputStream in = place.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("Socket.IO's " + name + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

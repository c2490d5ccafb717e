package io.roomcast.tcp;

import io.roomcast.room.Batch;
import io.roomcast.room.Part;
import io.roomcast.wire.Json;
import io.roomcast.wire.Lines;
import io.roomcast.wire.Speech;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** In which words one connection is spoken to: its answers, and the bytes of what it reads. Immutable. */
record Voice(Speech answers, Function<Part, byte[]> parts) {

    /** The same lines of JSON as everywhere. */
    static Voice forPrograms(Lines lines) {
        return new Voice(lines, part -> part instanceof Batch batch ? batch.in(Lines.BYTES) : bytes(lines.line(part)));
    }

    static Voice forPeople(Json json) {
        return new Voice(new PlainSpeech(), new PlainWords(json)::bytes);
    }

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}

package io.roomcast.socketio.packet;

import io.roomcast.wire.Json;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Packets of every kind, the same for the same seed. One thread. */
final class RandomPackets {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "€",
            "😀",
            "\u001e",
            "\"",
            "\\",
            ":",
            ",",
            "大厅",
            "{\"_binary\":\"AQ==\"}",
            "_placeholder",
            "4",
            "b");

    private final Random random;

    RandomPackets(long seed) {
        this.random = new Random(seed);
    }

    EnginePacket engine() {
        return random.nextInt(3) == 0
                ? new EnginePacket.Binary(bytes())
                : EnginePacket.of(pick(List.of(EnginePacket.Type.values())), text().replace("\u001e", ""));
    }

    List<EnginePacket> engines() {
        return Stream.generate(this::engine).limit(1 + random.nextInt(6)).toList();
    }

    SocketPacket socket() {
        String namespace = pick(List.of("/", "/a", "/大厅", "/with.dots-and_~"));
        return switch (random.nextInt(6)) {
            case 0 -> new SocketPacket.Connect(namespace, pick(List.of("", "{}", "{\"token\":\"t\"}")));
            case 1 -> new SocketPacket.Disconnect(namespace);
            case 2 -> new SocketPacket.Ack(namespace, random.nextInt(Integer.MAX_VALUE), arguments());
            default -> new SocketPacket.Event(namespace, id(), "n" + text(), arguments());
        };
    }

    private OptionalLong id() {
        return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(1000));
    }

    private List<String> arguments() {
        return many(() -> json(3));
    }

    String json(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> Json.quote(text());
            case 1 -> pick(List.of("0", "-1.50", "1e400", "12345678901234567890.000"));
            case 2 -> pick(List.of("true", "false", "null"));
            case 3, 4 -> "{\"_binary\":\"" + Base64.getEncoder().encodeToString(bytes()) + "\"}";
            case 5 -> pick(List.of("{}", "[]", "{\"_binary\":\"AQ\"}", "{\"_binary\":1}"));
            case 6, 7 -> "[" + String.join(",", many(() -> json(depth - 1))) + "]";
            default -> "{" + String.join(",", many(() -> Json.quote(text()) + ":" + json(depth - 1))) + "}";
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        return String.join("", many(() -> pick(TEXTS)));
    }

    private <T> List<T> many(Supplier<T> one) {
        return Stream.generate(one).limit(random.nextInt(5)).toList();
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The text with some of its characters removed, repeated, replaced or moved. */
    String mutated(String text) {
        StringBuilder mutated = new StringBuilder(text);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(mutated.length() + 1);
            int end = Math.min(mutated.length(), at + random.nextInt(4));
            String part = mutated.substring(at, end);
            switch (random.nextInt(4)) {
                case 0 -> mutated.delete(at, end);
                case 1 -> mutated.insert(at, part);
                case 2 ->
                    mutated.replace(at, end, pick(List.of("0", "9", "-", "/", "b", "\u001e", "\ud83d", "\u0000")));
                default ->
                    mutated.insert(at, pick(List.of("\"", "\\", "{", "}", "[", "]", ":", ",", "٣", "\u00ff", "5")));
            }
        }
        return mutated.toString();
    }

    byte[] mutated(byte[] bytes) {
        byte[] mutated = bytes.clone();
        for (int times = 1 + random.nextInt(3); times > 0 && mutated.length > 0; times--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        return Arrays.copyOf(mutated, Math.max(0, mutated.length + random.nextInt(5) - 2));
    }
}

package io.roomcast.socketio.packet;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Packets and frames as texts that tests compare: a text as it is, bytes as {@code <01020304>}. */
final class Shown {
    private Shown() {}

    static String of(EnginePacket packet) {
        return packet instanceof EnginePacket.Text text ? text.wire() : of(((EnginePacket.Binary) packet).bytes());
    }

    static List<String> of(List<EnginePacket> packets) {
        return packets.stream().map(Shown::of).toList();
    }

    static String of(Frame frame) {
        return frame instanceof Frame.Text text ? text.text() : of(((Frame.Binary) frame).bytes());
    }

    private static String of(byte[] bytes) {
        return "<" + HexFormat.of().formatHex(bytes) + ">";
    }

    /** The frame that is shown so. */
    static Frame frame(String shown) {
        return shown.startsWith("<") ? new Frame.Binary(bytes(shown)) : new Frame.Text(shown);
    }

    /** The packet that is shown so. */
    static EnginePacket packet(String shown) {
        return shown.startsWith("<") ? new EnginePacket.Binary(bytes(shown)) : new EnginePacket.Text(shown);
    }

    static List<EnginePacket> packets(String... shown) {
        return List.of(shown).stream().map(Shown::packet).toList();
    }

    private static byte[] bytes(String shown) {
        return HexFormat.of().parseHex(shown.substring(1, shown.length() - 1));
    }

    /** A text's UTF-8 as hexadecimal digits. */
    static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}

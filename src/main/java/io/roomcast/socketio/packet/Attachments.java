package io.roomcast.socketio.packet;

import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The bridge between binary as rooms have it, {@code {"_binary":"<base64>"}}, and as Socket.IO has it, a placeholder and
 * an attachment. Pure; any thread.
 *
 * <p>It looks for objects in minified JSON without parsing it: a quote within a text is escaped there, so that <code>{"
 * </code> followed by a key can only be the beginning of an object.
 */
final class Attachments {
    /** Clients refuse more by default. */
    private static final int MOST = 10;

    private static final String BINARY = "{\"_binary\":\"";

    /** A placeholder, its keys in either order, or else whatever claims to be one. */
    private static final Pattern CLAIM = Pattern.compile("\\{\"_placeholder\":true,\"num\":(0|[1-9][0-9]{0,3})\\}"
            + "|\\{\"num\":(0|[1-9][0-9]{0,3}),\"_placeholder\":true\\}"
            + "|[{,]\"_placeholder\":true");

    /** The key of a placeholder in any JSON, minified or not. */
    private static final Pattern KEY = Pattern.compile("(?<!\\\\)\"_placeholder\"\\s*:");

    private Attachments() {}

    /** JSON with placeholders, and what they stand for. */
    record Detached(String json, List<byte[]> attachments) {}

    /**
     * Takes the binary out, in the order of the text. All of it stays in where clients would not take it: when there are
     * more than ten, or when the user's own data has a key {@code _placeholder} that they would take for one of ours.
     */
    static Detached detach(String json) {
        Detached whole = new Detached(json, List.of());
        int next = json.indexOf(BINARY);
        if (next < 0 || KEY.matcher(json).find()) {
            return whole;
        }
        StringBuilder text = new StringBuilder(json.length());
        List<byte[]> attachments = new ArrayList<>();
        int copied = 0;
        while (next >= 0) {
            int begin = next + BINARY.length();
            int end = Math.max(begin, json.indexOf('"', begin));
            Optional<byte[]> bytes =
                    json.startsWith("}", end + 1) ? bytes(json.substring(begin, end)) : Optional.empty();
            if (bytes.isPresent()) {
                if (attachments.size() == MOST) {
                    return whole;
                }
                text.append(json, copied, next).append(placeholder(attachments.size()));
                attachments.add(bytes.get());
                copied = end + 2;
            }
            next = json.indexOf(BINARY, end);
        }
        return new Detached(text.append(json, copied, json.length()).toString(), attachments);
    }

    private static String placeholder(int number) {
        return "{\"_placeholder\":true,\"num\":" + number + "}";
    }

    /** The bytes of base64 as everybody writes it: with its padding, and no other text for the same bytes. */
    private static Optional<byte[]> bytes(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Optional.of(bytes)
                    .filter(same -> Base64.getEncoder().encodeToString(same).equals(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The packet with its attachments in place of the placeholders. */
    static SocketPacket attach(SocketPacket packet, List<byte[]> attachments) {
        BitSet named = new BitSet();
        if (packet instanceof SocketPacket.Event event) {
            return new SocketPacket.Event(
                    event.namespace(), event.id(), event.name(), attach(event.arguments(), attachments, named));
        }
        SocketPacket.Ack ack = (SocketPacket.Ack) packet;
        return new SocketPacket.Ack(ack.namespace(), ack.id(), attach(ack.arguments(), attachments, named));
    }

    private static List<String> attach(List<String> arguments, List<byte[]> attachments, BitSet named) {
        return arguments.stream()
                .map(argument -> CLAIM.matcher(argument).replaceAll(claim -> named(claim, attachments, named)))
                .toList();
    }

    /** Each attachment is named once at most: many names for one would be a small packet that becomes a huge event. */
    private static String named(MatchResult claim, List<byte[]> attachments, BitSet named) {
        String digits = claim.group(1) == null ? claim.group(2) : claim.group(1);
        int number = digits == null ? attachments.size() : Integer.parseInt(digits);
        if (number >= attachments.size() || named.get(number)) {
            throw new ParseError("a placeholder names one of " + attachments.size() + " attachments, and none twice");
        }
        named.set(number);
        return BINARY + Base64.getEncoder().encodeToString(attachments.get(number)) + "\"}";
    }
}

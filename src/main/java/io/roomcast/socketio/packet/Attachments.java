package io.roomcast.socketio.packet;

import io.roomcast.wire.JsonBuilder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The conversion between binary in rooms, {@code {"_binary":"<base64>"}}, and in Socket.IO, a placeholder and an
 * attachment. Pure; any thread.
 *
 * <p>It searches minified JSON without parsing it. Quotes inside strings are escaped there, so <code>{"</code> followed
 * by a key can only begin an object.
 */
final class Attachments {
    /** Clients refuse more attachments by default. */
    private static final int MOST = 10;

    private static final String BINARY = "{\"_binary\":\"";

    /** A placeholder with its keys in either order, or anything else with its key. */
    private static final Pattern CLAIM = Pattern.compile("\\{\"_placeholder\":true,\"num\":(0|[1-9][0-9]{0,3})\\}"
            + "|\\{\"num\":(0|[1-9][0-9]{0,3}),\"_placeholder\":true\\}"
            + "|[{,]\"_placeholder\":true");

    /** The key of a placeholder in any JSON, minified or not. */
    private static final Pattern KEY = Pattern.compile("(?<!\\\\)\"_placeholder\"\\s*:");

    private Attachments() {}

    /** JSON with placeholders, and the attachments that they name. */
    record Detached(String json, List<byte[]> attachments) {}

    /**
     * Replaces all binary by placeholders, in the order of the text. It replaces nothing if clients would refuse the
     * packet: with more than ten attachments, or if the user's data has a key {@code _placeholder} of its own.
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
        return JsonBuilder.object().put("_placeholder", true).put("num", number).end();
    }

    /** Decodes base64 in its canonical form only, so that the same text comes out again. */
    private static Optional<byte[]> bytes(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Optional.of(bytes)
                    .filter(same -> Base64.getEncoder().encodeToString(same).equals(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Returns the packet with attachments in place of its placeholders. */
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

    /** Resolves a placeholder. Refuses a second one for an attachment: a small packet would become a huge event. */
    private static String named(MatchResult claim, List<byte[]> attachments, BitSet named) {
        String digits = claim.group(1) == null ? claim.group(2) : claim.group(1);
        int number = digits == null ? attachments.size() : Integer.parseInt(digits);
        if (number >= attachments.size() || named.get(number)) {
            throw new ParseError("each placeholder must name another one of " + attachments.size() + " attachments");
        }
        named.set(number);
        return BINARY + Base64.getEncoder().encodeToString(attachments.get(number)) + "\"}";
    }
}

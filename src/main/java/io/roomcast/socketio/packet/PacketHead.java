package io.roomcast.socketio.packet;

import java.util.OptionalLong;

/** The head of a packet, in front of its JSON: {@code <type>[<attachments>-][<namespace>,][<ack id>]}. One thread. */
final class PacketHead {
    /** JavaScript's exact integers have at most 16 digits. */
    private static final int DIGITS_OF_ID = 16;

    private static final int DIGITS_OF_COUNT = 4;

    final char type;
    final int attachments;
    final String namespace;
    final String json;

    private final String id;
    private final String text;
    private int at;

    PacketHead(String text, PacketBounds bounds) {
        if (text.isEmpty() || text.charAt(0) < '0' || text.charAt(0) > '6') {
            throw new ParseError("a packet of Socket.IO begins with a digit from 0 to 6");
        }
        this.text = text;
        this.at = 1;
        this.type = text.charAt(0);
        this.attachments = type >= '5' ? attachments(bounds.attachments()) : 0;
        this.namespace = namespace(bounds.namespace());
        this.id = digits(DIGITS_OF_ID);
        this.json = text.substring(at);
    }

    private int attachments(int most) {
        String digits = digits(DIGITS_OF_COUNT);
        int count = digits.isEmpty() ? 0 : Integer.parseInt(digits);
        if (count < 1 || count > most || !at('-')) {
            throw new ParseError("a binary packet has 1 to " + most + " attachments");
        }
        at++;
        return count;
    }

    private String namespace(int longest) {
        if (!at('/')) {
            return "/";
        }
        int begin = at;
        int comma = text.indexOf(',', begin);
        int end = comma < 0 ? text.length() : comma;
        if (end - begin > longest) {
            throw new ParseError("a namespace has at most " + longest + " characters");
        }
        at = comma < 0 ? end : end + 1;
        return text.substring(begin, end);
    }

    OptionalLong id() {
        return id.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(id));
    }

    private String digits(int most) {
        int begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            if (++at - begin > most) {
                throw new ParseError("a number of more than " + most + " digits");
            }
        }
        return text.substring(begin, at);
    }

    private boolean at(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }
}

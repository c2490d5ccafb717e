package io.roomcast.socketio.packet;

import java.util.Base64;

/**
 * A packet of Engine.IO: a text of any type, or the bytes of a message. Receivers share packets, so the bytes must not
 * be changed. Any thread.
 */
public sealed interface EnginePacket {

    Type type();

    enum Type {
        OPEN('0'),
        CLOSE('1'),
        PING('2'),
        PONG('3'),
        MESSAGE('4'),
        UPGRADE('5'),
        NOOP('6');

        private final char digit;

        Type(char digit) {
            this.digit = digit;
        }

        private static Type of(String wire) {
            for (Type type : values()) {
                if (!wire.isEmpty() && wire.charAt(0) == type.digit) {
                    return type;
                }
            }
            throw new ParseError("a packet begins with a digit from 0 to 6");
        }
    }

    /**
     * The type's digit and the data as one text, which is also the frame, so that sending copies nothing. Any other
     * text is a {@link ParseError}.
     */
    record Text(String wire) implements EnginePacket {
        public Text {
            Type.of(wire);
        }

        @Override
        public Type type() {
            return Type.of(wire);
        }

        /** Returns the text after the digit. */
        public String data() {
            return wire.substring(1);
        }
    }

    record Binary(byte[] bytes) implements EnginePacket {
        @Override
        public Type type() {
            return Type.MESSAGE;
        }

        String base64() {
            return Base64.getEncoder().encodeToString(bytes);
        }
    }

    static Text of(Type type, String data) {
        return new Text(type.digit + data);
    }

    /**
     * Decodes a binary message from base64. Like Node it accepts missing padding, and also line ends, which Socket.IO's
     * Java client inserts.
     */
    static Binary ofBase64(String text) {
        try {
            return new Binary(Base64.getDecoder().decode(text.replace("\n", "")));
        } catch (IllegalArgumentException notBase64) {
            throw new ParseError("the text after b is not base64");
        }
    }
}

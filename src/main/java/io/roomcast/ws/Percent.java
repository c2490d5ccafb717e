package io.roomcast.ws;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding, read strictly: half an escape or broken UTF-8 is refused, never guessed at. Pure. */
final class Percent {
    private Percent() {}

    static String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        int index = 0;
        while (index < raw.length()) {
            if (raw.charAt(index) == '%') {
                bytes.write(escaped(raw, index));
                index += 3;
            } else {
                int next = raw.codePointAt(index);
                bytes.writeBytes(Character.toString(next).getBytes(StandardCharsets.UTF_8));
                index += Character.charCount(next);
            }
        }
        return text(bytes.toByteArray());
    }

    private static int escaped(String raw, int index) {
        int high = index + 2 < raw.length() ? Character.digit(raw.charAt(index + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(raw.charAt(index + 2), 16);
        if (low < 0) {
            throw new Refusal(Code.BAD_COMMAND, "a % in an address is followed by two hexadecimal digits");
        }
        return high * 16 + low;
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new Refusal(Code.BAD_UTF8, "the address is not UTF-8");
        }
    }
}

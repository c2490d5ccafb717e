package io.roomcast.wire;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes as text, strictly: what is not UTF-8 is refused and never replaced. Pure; any thread. */
public final class Utf8 {
    private Utf8() {}

    public static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Refusal(Code.BAD_UTF8, Code.BAD_UTF8.meaning());
        }
    }

    /** The text behind the percent signs of an address; {@code wrong} says with which code half an escape is refused. */
    public static String decoded(String raw, Code wrong) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        int index = 0;
        while (index < raw.length()) {
            if (raw.charAt(index) == '%') {
                bytes.write(escaped(raw, index, wrong));
                index += 3;
            } else {
                // Some containers hand over addresses that are decoded already.
                int next = raw.codePointAt(index);
                bytes.writeBytes(Character.toString(next).getBytes(StandardCharsets.UTF_8));
                index += Character.charCount(next);
            }
        }
        return text(bytes.toByteArray());
    }

    private static int escaped(String raw, int index, Code wrong) {
        int high = index + 2 < raw.length() ? Character.digit(raw.charAt(index + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(raw.charAt(index + 2), 16);
        if (low < 0) {
            throw new Refusal(wrong, "a % in an address is followed by two hexadecimal digits");
        }
        return high << 4 | low;
    }
}

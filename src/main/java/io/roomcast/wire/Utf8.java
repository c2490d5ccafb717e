package io.roomcast.wire;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A strict decoder: it refuses bytes that are not UTF-8 and never replaces them. Pure; any thread. */
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

    /** Decodes the percent escapes of a URL; {@code wrong} is the code that refuses an incomplete escape. */
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
                // Some containers hand over URLs that are already decoded.
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
            throw new Refusal(wrong, "a % in a URL must be followed by two hexadecimal digits");
        }
        return high << 4 | low;
    }
}

package io.roomcast.http;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes as text, strictly: what is not UTF-8 is refused and never replaced. Pure; any thread. */
final class Utf8 {
    private Utf8() {}

    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Refusal(Code.BAD_UTF8, Code.BAD_UTF8.meaning());
        }
    }

    /** The text behind the percent signs of a URL; {@code wrong} says with which code it is refused. */
    static String decoded(String raw, Code wrong) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int index = 0; index < raw.length(); index++) {
            char next = raw.charAt(index);
            if (next != '%' && next > ' ' && next <= '~') {
                bytes.write(next);
                continue;
            }
            int high = next == '%' && index + 2 < raw.length() ? Character.digit(raw.charAt(index + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw.charAt(index + 2), 16);
            if (low < 0) {
                throw new Refusal(wrong, "what is no plain letter in a URL is written as %XX");
            }
            bytes.write(high << 4 | low);
            index += 2;
        }
        return text(bytes.toByteArray());
    }
}

package io.roomcast.room.log;

/** Counts the bytes of a text in UTF-8 without encoding it. Stateless. */
public final class Utf8Size {
    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;

    private Utf8Size() {}

    /** Returns as many bytes as {@link String#getBytes} would make; half of a surrogate pair becomes one. */
    public static long of(String text) {
        int length = text.length();
        long bytes = length;
        for (int index = 0; index < length; index++) {
            char next = text.charAt(index);
            if (next < ONE_BYTE) {
                continue;
            }
            if (next < TWO_BYTES) {
                bytes++;
            } else if (!Character.isSurrogate(next)) {
                bytes += 2;
            } else if (isPair(text, index)) {
                // Two characters are four bytes.
                bytes += 2;
                index++;
            }
        }
        return bytes;
    }

    private static boolean isPair(String text, int index) {
        return index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }
}

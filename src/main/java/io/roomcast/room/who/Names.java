package io.roomcast.room.who;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for names of rooms and members, and for types of events. Pure; any thread. */
public final class Names {
    private static final Pattern ROOM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._~-]*");
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");
    private static final int LONGEST_ROOM = 100;
    private static final int LONGEST_ROOM_IN_BYTES = 200;
    private static final int LONGEST = 64;

    private Names() {}

    /** Returns the room's name in its normal form. */
    public static String room(String asked) {
        if (asked.length() > 2 * LONGEST_ROOM_IN_BYTES) {
            throw badRoom();
        }
        String name = Normalizer.normalize(asked, Normalizer.Form.NFC);
        boolean fits = ROOM.matcher(name).matches()
                && name.codePointCount(0, name.length()) <= LONGEST_ROOM
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ROOM_IN_BYTES;
        if (!fits) {
            throw badRoom();
        }
        return name;
    }

    /** Returns a member's name without surrounding white space; empty if none was given. */
    public static String member(String asked) {
        String name = asked.strip();
        if (name.codePointCount(0, name.length()) > LONGEST
                || UNFIT.matcher(name).find()) {
            throw new Refusal(
                    Code.BAD_COMMAND,
                    "a name has at most 64 characters, none of them a control, format or bidi character");
        }
        return name;
    }

    /** Returns the type of an event that a client wants to publish. */
    public static String type(String asked) {
        if (asked.isEmpty() || asked.codePointCount(0, asked.length()) > LONGEST) {
            throw new Refusal(Code.BAD_COMMAND, "a type has 1 to 64 characters");
        }
        if (asked.startsWith("roomcast:") || isReserved(asked)) {
            throw new Refusal(Code.BAD_COMMAND, "this type is reserved for Roomcast and Socket.IO: use another");
        }
        return asked;
    }

    /** Whether Socket.IO clients reserve this type. */
    public static boolean isReserved(String type) {
        return RESERVED.contains(type);
    }

    private static Refusal badRoom() {
        return new Refusal(
                Code.BAD_ROOM,
                "a room's name begins with a letter or digit, then letters, digits and . _ ~ -, at most 100 characters and 200 bytes");
    }
}

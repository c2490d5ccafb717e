package io.roomcast.tcp;

import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.EventFormat;
import io.roomcast.room.log.Member;
import io.roomcast.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The encoder of deliveries for people: {@code ann: hi}, joins and leaves. No message can look like another line or
 * control a terminal. Any thread.
 */
final class PlainLines {
    private static final String BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}._~-]+");
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{M}\\p{N}._~' -]+");

    private final Json json;

    /** An event as a line for people. It is one object, so that each event is encoded once for all. */
    private final EventFormat<byte[]> said = event -> bytes(said(event));

    PlainLines(Json json) {
        this.json = json;
    }

    byte[] bytes(Delivery delivery) {
        return delivery instanceof Batch batch ? batch.in(said) : bytes(text(delivery));
    }

    private static byte[] bytes(String text) {
        return text.isEmpty() ? new byte[0] : (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Delivery delivery) {
        if (delivery instanceof Delivery.Welcome welcome) {
            return welcome(welcome);
        }
        if (delivery instanceof Delivery.Presence presence) {
            return presence(presence);
        }
        return delivery instanceof Delivery.Gap ? "* some messages are missing here" : "";
    }

    private static String welcome(Delivery.Welcome welcome) {
        String me = name(welcome.me());
        String others = welcome.members()
                .map(members -> members.stream().filter(member -> !member.equals(welcome.me())))
                .map(members -> members.map(PlainLines::name).collect(Collectors.joining(", ")))
                .orElse(welcome.count() - 1 + " others");
        return "* You are " + me + " in " + welcome.room() + ", with " + (others.isEmpty() ? "nobody yet" : others)
                + ".\n* Each line goes to everyone here. /name somebody, /join room, /quit"
                + "\n* 欢迎来到 " + welcome.room() + "！每输入一行，大家都会看到。/name 名字，/join 房间，/quit 退出";
    }

    private static String presence(Delivery.Presence presence) {
        if (presence.joined().isEmpty()) {
            return presence.count() == 1 ? "* 1 is here" : "* " + presence.count() + " are here";
        }
        List<Member> joined = presence.joined().get();
        List<Member> left = presence.left().orElse(List.of());
        String came = joined.stream()
                .map(member -> "* " + before(member, left) + name(member) + came(member, left))
                .collect(Collectors.joining("\n"));
        String went = left.stream()
                .filter(member -> joined.stream().noneMatch(other -> other.id().equals(member.id())))
                .map(member -> "* " + name(member) + " left")
                .collect(Collectors.joining("\n"));
        return came + (came.isEmpty() || went.isEmpty() ? "" : "\n") + went;
    }

    /** Returns "old is now " for a member who left and joined in the same delivery, which is a change of name. */
    private static String before(Member member, List<Member> left) {
        return left.stream()
                .filter(other -> other.id().equals(member.id()))
                .map(other -> name(other) + " is now ")
                .findFirst()
                .orElse("");
    }

    private static String came(Member member, List<Member> left) {
        return before(member, left).isEmpty() ? " is here" : "";
    }

    private String said(Event event) {
        Content content = event.content();
        String who = event.from().name().isEmpty() ? "*" : speaker(event.from());
        String type = content.type().equals("message") ? "" : " [" + clean(content.type()) + "]";
        String text = json.text(content.data()).map(PlainLines::clean).orElseGet(() -> clean(content.data()));
        return who + type + ": " + text;
    }

    /** The name before what somebody says: no line begins like one of the server's, or like JSON. */
    private static String speaker(Member member) {
        return quotedUnless(WORDS, member);
    }

    /** The name in a line of the server's own: nobody finishes that line as he likes. */
    private static String name(Member member) {
        return quotedUnless(WORD, member);
    }

    private static String quotedUnless(Pattern plain, Member member) {
        String name = clean(member.name());
        return plain.matcher(name).matches()
                ? name
                : "“" + name.replace('“', '"').replace('”', '"') + "”";
    }

    /** Replaces everything that would end the line or control a terminal. */
    static String clean(String text) {
        return text.codePoints()
                .map(point -> isUnfit(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isUnfit(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || BIDI.indexOf(point) >= 0;
    }
}

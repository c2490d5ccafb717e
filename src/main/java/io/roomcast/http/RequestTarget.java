package io.roomcast.http;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Names;
import io.roomcast.wire.Utf8;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The target of a request: the list of rooms, or a resource of one room. It is read from the raw URL, because
 * containers decode paths differently.
 *
 * @param name the room's name; empty for what belongs to no room
 */
record RequestTarget(String name, String resource) {
    private static final String LIST = "rooms";
    private static final String SESSION = "session";

    /** Whether it is a resource that belongs to no room. */
    static boolean isOfNoRoom(String resource) {
        return resource.equals(LIST) || resource.equals(SESSION);
    }

    static RequestTarget of(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String[] segments = path.split("/", -1);
        if (path.equals("/" + SESSION)) {
            return new RequestTarget("", SESSION);
        }
        boolean ours = segments.length > 1 && segments[1].equals(LIST);
        if (ours && (segments.length == 2 || (segments.length == 3 && segments[2].isEmpty()))) {
            return new RequestTarget("", LIST);
        }
        if (!ours || segments.length != 4) {
            throw new Refusal(Code.NOT_FOUND, "there is no such resource");
        }
        String room = Names.room(Utf8.decoded(segments[2], Code.BAD_ROOM));
        return new RequestTarget(room, segments[3]);
    }
}

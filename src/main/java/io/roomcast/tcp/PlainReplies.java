package io.roomcast.tcp;

import io.roomcast.room.log.Ack;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.ConnectionEncoder;

/** The encoder of replies for people: nothing on success, a sentence on failure. Any thread. */
final class PlainReplies implements ConnectionEncoder {

    @Override
    public String ack(String id, String room, Ack ack) {
        return "";
    }

    @Override
    public String error(Refusal refusal, String id, String room) {
        if (refusal.code() == Code.BAD_UTF8) {
            return "! This line is not UTF-8, so it was not sent. 这一行不是 UTF-8 编码，没有发送。";
        }
        return "! " + PlainLines.clean(refusal.getMessage());
    }

    @Override
    public String bye(Ending ending, String room) {
        if (ending.code() == Code.DRAINING) {
            return "server is closed, bye";
        }
        if (!room.isEmpty() && ending.code() == Code.CLOSED) {
            return "* You left " + room + ".";
        }
        return "* bye: " + (room.isEmpty() ? "" : room + ": ") + PlainLines.clean(ending.reason());
    }

    @Override
    public String pong(String value) {
        return "";
    }
}

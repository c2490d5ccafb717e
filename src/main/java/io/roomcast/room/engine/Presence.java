package io.roomcast.room.engine;

import io.roomcast.room.log.Member;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Who is and was in one lane's rooms. Any thread may call it. */
public interface Presence {
    /** A member has sat down in a room: from now on others may address it. Creates no log. */
    void seat(String room, Member member);

    /** A member has left; it is still known. */
    void free(String room, Member member);

    /** Whether a member is seated in a room, or left it no longer ago than ids are remembered. Creates nothing. */
    CompletionStage<Boolean> knows(String room, Member member);

    /** Who was seated in a room when the server's former run ended. Asked once, before anybody is seated in this one. */
    CompletionStage<List<Member>> former(String room);
}

package io.roomcast.room;

import io.roomcast.room.engine.SessionStore;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.who.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** Ends what is open of sessions that are over. Any thread. */
final class OverSessions implements SessionStore.Listener {
    private static final Ending ENDED =
            new Ending(Code.UNAUTHORIZED, "the session was ended: enter again", false, Duration.ZERO);

    /** Everybody enters again. */
    private static final Duration SPREAD = Duration.ofSeconds(5);

    private final OpenRooms rooms;
    private final SessionStore store;

    OverSessions(OpenRooms rooms, SessionStore store) {
        this.rooms = rooms;
        this.store = store;
        store.watch(this);
    }

    CompletionStage<Void> end(String session) {
        return store.end(session);
    }

    /** Returns why a reading of this session cannot begin. */
    Optional<Ending> why(Session session) {
        if (store.isEnded(session.id())) {
            return Optional.of(ENDED);
        }
        return session.withdrawals() < store.withdrawals() ? Optional.of(withdrawnEnding()) : Optional.empty();
    }

    private static Ending withdrawnEnding() {
        return Ending.of(Code.UNAUTHORIZED)
                .because("all tokens were withdrawn: enter again")
                .comeBackWithin(SPREAD, ThreadLocalRandom.current());
    }

    @Override
    public void ended(String session) {
        rooms.each(room -> room.leaveIfSeated(session, ENDED));
    }

    @Override
    public void withdrawn() {
        rooms.each(room -> room.readers().each(cursor -> {
            if (!cursor.reader().isEmpty()) {
                cursor.end(withdrawnEnding());
            }
        }));
    }
}

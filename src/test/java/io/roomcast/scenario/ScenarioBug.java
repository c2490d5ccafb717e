package io.roomcast.scenario;

import io.roomcast.scenario.Problem.Kind;

/** Bugs that the checker must find: each is a switch in the engine or the outlet of the scenario. */
enum ScenarioBug {
    NONE(Kind.COMPLAINT),
    /** A page that is read at a resume lacks its first event. */
    SKIP_AT_RESUME(Kind.LOST),
    /** A repeat is acknowledged with another position than the first time. */
    REPEAT_WITH_NEW_OFFSET(Kind.MOVED),
    /** History forgets for whom an event was. */
    LOSE_TO_IN_HISTORY(Kind.NOT_FOR_IT),
    /** Two publishers that are written together get each other's positions. */
    SWAP_PUBLISHERS(Kind.MOVED),
    /** An event is acknowledged, but lost before it is written. */
    ACK_BEFORE_COMMIT(Kind.LOST),
    /** An outlet delivers an event a second time. */
    DELIVER_TWICE(Kind.DOUBLED);

    private final Kind found;

    ScenarioBug(Kind found) {
        this.found = found;
    }

    /** Returns the fault by which the checker finds it. */
    Kind found() {
        return found;
    }
}

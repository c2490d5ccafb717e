package io.roomcast.scenario;

/** Bugs that the checker must find: each is a switch in the engine or the outlet of the scenario. */
enum ScenarioBug {
    NONE,
    /** A page that is read at a resume lacks its first event. */
    SKIP_AT_RESUME,
    /** A repeat is acknowledged with another position than the first time. */
    REPEAT_WITH_NEW_OFFSET,
    /** History forgets for whom an event was. */
    LOSE_TO_IN_HISTORY,
    /** Two publishers that are written together get each other's positions. */
    SWAP_PUBLISHERS,
    /** An event is acknowledged, but lost before it is written. */
    ACK_BEFORE_COMMIT,
    /** An outlet delivers an event a second time. */
    DELIVER_TWICE
}

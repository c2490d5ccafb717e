package io.roomcast.simulation.presence;

import io.roomcast.simulation.Agenda;
import io.roomcast.simulation.Cluster;
import io.roomcast.simulation.History;
import io.roomcast.simulation.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The things that all who take part in one run share: the servers, what the store did, and what was asked and not answered. One thread. */
final class PresenceWorld {
    /** Longer than what is on its way when the faults are over may take. */
    private static final long SETTLED = 30 * Agenda.SECOND;

    private static final long ENOUGH = 10 * Agenda.SECOND;

    private final Cluster cluster;
    private final PresenceLedger ledger;
    private final List<Promise> promises = new ArrayList<>();
    private int actions;
    private boolean frozen;
    private long calm = Long.MAX_VALUE;

    /** Something that a server was asked for, until it is answered or refused. */
    private static final class Promise {
        private final Node node;
        private final String what;
        private final long due;
        private boolean kept;

        Promise(Node node, String what, long due) {
            this.due = due;
            this.node = node;
            this.what = what;
        }
    }

    PresenceWorld(Cluster cluster, PresenceLedger ledger, int actions) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.actions = actions;
    }

    Cluster cluster() {
        return cluster;
    }

    PresenceLedger ledger() {
        return ledger;
    }

    History history() {
        return cluster.history();
    }

    void note(String what, Object... details) {
        cluster.trace().note(what, details);
    }

    /** Whether somebody may do something that nobody makes it do; there is only so much of that in a run. */
    boolean mayAct() {
        return !cluster.isQuiet() && actions-- > 0;
    }

    /** From now on nobody does anything of its own accord. */
    void freeze() {
        frozen = true;
    }

    boolean isFrozen() {
        return frozen;
    }

    void calmDown() {
        calm = cluster.now();
        cluster.calmDown();
    }

    /** Whether it is so long since anything went wrong that nothing may end any more. */
    boolean isSettled() {
        return calm != Long.MAX_VALUE && cluster.now() - calm > SETTLED;
    }

    /** This must come to an end if the server lives. */
    void mustEnd(Node node, String what, CompletionStage<?> stage) {
        Promise promise = new Promise(node, what, cluster.now() + ENOUGH);
        promises.add(promise);
        stage.whenComplete((done, failure) -> {
            promise.kept = true;
            promises.remove(promise);
        });
    }

    /** The questions that a living server has not answered. */
    List<String> unanswered() {
        return promises.stream()
                .filter(one -> !one.kept && !one.node.isDead() && one.due < cluster.now())
                .map(one -> one.what)
                .toList();
    }
}

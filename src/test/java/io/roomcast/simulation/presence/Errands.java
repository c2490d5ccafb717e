package io.roomcast.simulation.presence;

import io.roomcast.room.Delivery;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import io.roomcast.simulation.Cluster;
import io.roomcast.simulation.Node;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The requests of one member to any server without a connection to it. One thread. */
final class Errands {
    private final PresenceWorld world;
    private final Cluster cluster;
    private final String room;
    private final String id;

    Errands(PresenceWorld world, String room, String id) {
        this.world = world;
        this.cluster = world.cluster();
        this.room = room;
        this.id = id;
    }

    void leave() {
        cluster.anyNode()
                .ifPresent(node -> node.later(cluster.way(), () -> {
                    world.note("%s leaves at node %s", id, node.number());
                    world.mustEnd(node, id + " leaves", node.rooms().leave(room, id));
                }));
    }

    /** Answers a question, sometimes twice, at two servers. */
    void answer(long question, String words) {
        for (int times = cluster.oneIn(6) ? 2 : 1; times > 0; times--) {
            cluster.anyNode()
                    .ifPresent(node -> node.later(cluster.between(100, 600_000), () -> {
                        world.note("%s answers %s at node %s", id, words, node.number());
                        AnswerData said = new AnswerData(words + " by " + id, false);
                        world.mustEnd(node, id + " answers", node.rooms().answer(room, id, question, said));
                    }));
        }
    }

    void enter(Session session, Consumer<Delivery.Welcome> welcomed, Consumer<Refusal> refused) {
        cluster.anyNode().ifPresent(node -> node.later(cluster.way(), () -> enter(node, session, welcomed, refused)));
    }

    private void enter(Node node, Session session, Consumer<Delivery.Welcome> welcomed, Consumer<Refusal> refused) {
        world.note("%s enters at node %s", id, node.number());
        CompletionStage<Delivery.Welcome> entered = node.rooms().enter(room, Visitor.ANYBODY, session, "");
        world.mustEnd(node, id + " enters", entered);
        entered.whenComplete((welcome, failure) -> cluster.after(cluster.way(), () -> {
            if (failure != null) {
                refused.accept(Refusal.of(failure));
            } else if (!node.isDead()) {
                welcomed.accept(welcome);
            }
        }));
    }
}

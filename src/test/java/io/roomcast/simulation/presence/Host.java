package io.roomcast.simulation.presence;

import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.simulation.Cluster;
import io.roomcast.simulation.Node;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The programs of the deployer's that do something by themselves, on any server: they kick members and ask them. One thread. */
final class Host {
    private final PresenceWorld world;
    private final Cluster cluster;
    private final List<SimulatedPerson> persons;
    private int questions;

    Host(PresenceWorld world, List<SimulatedPerson> persons) {
        this.world = world;
        this.cluster = world.cluster();
        this.persons = persons;
        actSoon();
    }

    private void actSoon() {
        cluster.afterMillis(cluster.between(150, 900), this::act);
    }

    private void act() {
        if (world.mayAct()) {
            SimulatedPerson person = persons.get((int) cluster.between(0, persons.size()));
            int what = (int) cluster.between(0, 5);
            cluster.anyNode().ifPresent(node -> node.later(cluster.way(), () -> act(what, node, person)));
        }
        if (!cluster.isQuiet()) {
            actSoon();
        }
    }

    private void act(int what, Node node, SimulatedPerson person) {
        switch (what) {
            case 0 -> {
                if (!person.isSteadfast()) {
                    kick(node, person);
                }
            }
            case 1 -> world.ledger().lastAsk().ifPresent(ask -> steal(node, ask, person));
            default -> ask(node, person);
        }
    }

    private void kick(Node node, SimulatedPerson person) {
        world.note("node %s kicks %s", node.number(), person.id());
        CompletionStage<Void> left = node.rooms().leave(person.room(), person.id(), Ending.of(Code.KICKED));
        world.mustEnd(node, person.id() + " is kicked", left);
    }

    /** Somebody answers what another is asked. */
    private void steal(Node node, SeatRequest.Ask asked, SimulatedPerson thief) {
        if (asked.member().equals(thief.id())) {
            return;
        }
        AnswerData said = new AnswerData("stolen", false);
        CompletionStage<Void> answered =
                node.rooms().answer(asked.room(), thief.id(), world.ledger().lastNumber(), said);
        world.mustEnd(node, thief.id() + " answers for " + asked.member(), answered);
        answered.whenComplete((done, failure) -> {
            world.history().happened("STOLEN");
            if (failure == null) {
                world.history().problem("%s answered for %s", thief.id(), asked.member());
            }
        });
    }

    private void ask(Node node, SimulatedPerson person) {
        String words = "q" + ++questions;
        world.note("node %s asks %s %s", node.number(), person.id(), words);
        Duration within = Duration.ofMillis(cluster.between(800, 4000));
        CompletionStage<AnswerData> answer =
                node.rooms().ask(person.room(), person.id(), Content.of("question", words), within);
        world.mustEnd(node, words + " to " + person.id(), answer);
        answer.whenComplete((said, failure) -> {
            world.history().happened(failure == null ? "ANSWERED" : "NOT_ANSWERED");
            if (failure == null && !said.data().equals(words + " by " + person.id())) {
                world.history().problem("%s to %s is answered: %s", words, person.id(), said.data());
            }
        });
    }
}

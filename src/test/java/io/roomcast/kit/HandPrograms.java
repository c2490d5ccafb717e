package io.roomcast.kit;

import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.program.Programs;
import io.roomcast.room.who.Visitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Programs that say what becomes of a thing when the test does. They watch every room but {@code unwatched}. */
public final class HandPrograms implements Programs {
    private final List<String> seen = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private UnaryOperator<Draft> opinion = UnaryOperator.identity();
    private final List<String> here = new ArrayList<>();
    private boolean holds;

    @Override
    public boolean watch(String room) {
        return !room.equals("unwatched");
    }

    @Override
    public boolean decide(String room) {
        return watch(room);
    }

    @Override
    public void came(String room, Member member, Visitor visitor) {
        here.add(member.name());
        kept.add("came " + member.name());
    }

    @Override
    public void went(String room, Member member) {
        if (!here.remove(member.name())) {
            here.add("not " + member.name());
        }
        kept.add("went " + member.name());
    }

    @Override
    public void joined(String room, Member member, Visitor visitor, boolean recovered, CompletableFuture<Void> told) {
        see((recovered ? "recovered " : "joined ") + member.name(), () -> told.complete(null));
    }

    @Override
    public void left(String room, Member member, CompletableFuture<Void> told) {
        kept.add("left " + member.name());
        see("left " + member.name(), () -> told.complete(null));
    }

    @Override
    public void received(Draft draft, Visitor visitor, CompletableFuture<Draft> verdict) {
        see("received " + draft.contents().get(0).data(), () -> decide(draft, verdict));
    }

    private void decide(Draft draft, CompletableFuture<Draft> verdict) {
        try {
            verdict.complete(opinion.apply(draft));
        } catch (RuntimeException refusal) {
            verdict.completeExceptionally(refusal);
        }
    }

    private void see(String what, Runnable then) {
        seen.add(what);
        held.add(then);
        if (!holds) {
            release();
        }
    }

    @Override
    public void done(Draft draft, Visitor visitor, Receipt receipt) {
        done.add(draft.contents().get(0).data());
    }

    /** From now on it takes its time over everything. */
    public void hold() {
        holds = true;
    }

    /** It is done with what it has seen, and with what it will see. */
    public void release() {
        holds = false;
        while (!held.isEmpty()) {
            held.removeFirst().run();
        }
    }

    /** From now on it makes this of what is published. */
    public void think(UnaryOperator<Draft> other) {
        opinion = other;
    }

    public List<String> seen() {
        return List.copyOf(seen);
    }

    /** The members that sit here, as often as that is known. */
    public List<String> here() {
        return List.copyOf(here);
    }

    /** The members that came and went, on which the attributes of a session depend, and when programs heard that one left. */
    public List<String> kept() {
        return List.copyOf(kept);
    }

    /** Everything that programs which only look on were told. */
    public List<String> done() {
        return List.copyOf(done);
    }
}

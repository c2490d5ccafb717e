package io.roomcast.program;

import io.roomcast.room.Rooms;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Said;
import io.roomcast.room.program.Programs;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Tells the programs what happens in the rooms: those that decide in turn, those that look on all at once. They run on
 * threads of their own; what one of them throws hurts no other. Any thread.
 */
public final class Stage implements Programs {
    private final Observers observers;
    private final Rooms rooms;
    private final Voice voice;
    private final ProgramThreads threads;
    private final Bounds bounds;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** What is kept with a session while it is in so many rooms. */
    private record Kept(Map<String, Object> attributes, Visitor visitor, int rooms) {
        static Kept nothing(Visitor visitor) {
            return new Kept(new ConcurrentHashMap<>(), visitor, 0);
        }

        Kept in(int more) {
            return new Kept(attributes, visitor, rooms + more);
        }
    }

    /** The rooms may be a proxy: nothing is asked of them before somebody comes. */
    public Stage(Observers observers, Rooms rooms, Voice voice, ProgramThreads threads, Bounds bounds) {
        this.observers = observers;
        this.rooms = rooms;
        this.voice = voice;
        this.threads = threads;
        this.bounds = bounds;
    }

    @Override
    public Bounds bounds() {
        return bounds;
    }

    @Override
    public Optional<String> trouble() {
        return threads.stuck().getAsBoolean()
                ? Optional.of("programs hang, and all threads for them are taken")
                : Optional.empty();
    }

    @Override
    public boolean watch(String room) {
        return List.of(Joined.class, Left.class, Received.class).stream()
                .anyMatch(event -> !in(room, event, false).isEmpty()
                        || !in(room, event, true).isEmpty());
    }

    @Override
    public boolean decide(String room) {
        return !in(room, Received.class, false).isEmpty();
    }

    private List<Observer> in(String room, Class<?> event, boolean onlookers) {
        return observers.of(event, onlookers).stream()
                .filter(observer -> observer.isIn(room))
                .toList();
    }

    @Override
    public void came(String room, Member member, Visitor visitor) {
        kept.compute(member.id(), (id, old) -> (old == null ? Kept.nothing(visitor) : old).in(1));
    }

    @Override
    public void went(String room, Member member) {
        kept.computeIfPresent(member.id(), (id, old) -> old.rooms() == 1 ? null : old.in(-1));
    }

    @Override
    public void joined(String room, Member member, Visitor visitor, boolean recovered, CompletableFuture<Void> seen) {
        tell(room, new Joined(session(room, member, visitor), audience(room), recovered), seen);
    }

    @Override
    public void left(String room, Member member, CompletableFuture<Void> seen) {
        tell(room, new Left(session(room, member, visitor(member)), audience(room)), seen);
    }

    private Visitor visitor(Member member) {
        return Optional.ofNullable(kept.get(member.id())).map(Kept::visitor).orElse(Visitor.ANYBODY);
    }

    private void tell(String room, Object event, CompletableFuture<Void> seen) {
        look(in(room, event.getClass(), true), event);
        List<Observer> told = in(room, event.getClass(), false);
        if (told.isEmpty()) {
            seen.complete(null);
            return;
        }
        tell(told, event, seen);
    }

    /** Those who look on are told each for itself. */
    private void look(List<Observer> onlookers, Object event) {
        for (Observer observer : onlookers) {
            CompletableFuture<Void> nobodyWaits = new CompletableFuture<>();
            tell(List.of(observer), event, nobodyWaits);
        }
    }

    /** One after the other. */
    private void tell(List<Observer> told, Object event, CompletableFuture<Void> seen) {
        Turn<Void> turn = new Turn<>(seen);
        turn.take(threads.observing(), () -> {
            for (Observer observer : told) {
                tell(turn, observer, event).ifPresent(observer::report);
            }
            return null;
        });
    }

    /** Tells one program; what it threw, unless nobody waits for it any more. */
    private static Optional<Throwable> tell(Turn<?> turn, Observer observer, Object event) {
        if (turn.isOver()) {
            return Optional.empty();
        }
        turn.at(observer);
        try {
            observer.tell(event);
            return Optional.empty();
        } catch (RuntimeException | Error failure) {
            return Optional.<Throwable>of(failure).filter(any -> !turn.isOver());
        }
    }

    @Override
    public void received(Draft draft, Visitor visitor, CompletableFuture<Draft> verdict) {
        List<Observer> all = in(draft.room(), Received.class, false);
        Predicate<Content> matters = content -> all.stream().anyMatch(observer -> observer.isOf(content.type()));
        if (draft.contents().stream().noneMatch(matters)) {
            verdict.complete(draft);
            return;
        }
        Turn<Draft> turn = new Turn<>(verdict);
        turn.take(threads.observing(), () -> decided(turn, all, draft, visitor));
    }

    /** What the programs make of a draft; of a list, what they take drops out of it. */
    private Draft decided(Turn<Draft> turn, List<Observer> all, Draft draft, Visitor visitor) {
        List<Content> left = new ArrayList<>();
        Said answer = Said.NOTHING;
        for (Content content : draft.contents()) {
            Received received = received(draft, visitor, content);
            ask(turn, all, received);
            received.close();
            received.refusal().ifPresent(refusal -> {
                throw refusal;
            });
            if (received.answer().isPresent()) {
                answer = received.answer().get();
            } else {
                left.add(received.content());
            }
        }
        if (left.isEmpty()) {
            return draft.taken(answer);
        }
        return left.equals(draft.contents()) ? draft : draft.replaced(left);
    }

    private void ask(Turn<Draft> turn, List<Observer> all, Received received) {
        for (Observer observer : all) {
            if (!received.isDecided() && observer.isOf(received.type())) {
                tell(turn, observer, received).ifPresent(failure -> {
                    if (Refusal.isIn(failure)) {
                        throw Refusal.of(failure);
                    }
                    observer.report(failure);
                });
            }
        }
    }

    private Received received(Draft draft, Visitor visitor, Content content) {
        ClientSession session = session(draft.room(), draft.from(), visitor);
        return new Received(voice, session, audience(draft.room()), draft.id(), content);
    }

    @Override
    public void done(Draft draft, Visitor visitor, Receipt receipt) {
        List<Observer> onlookers = in(draft.room(), Received.class, true);
        for (Content content : onlookers.isEmpty() ? List.<Content>of() : draft.contents()) {
            Received received = received(draft, visitor, content);
            received.close();
            look(onlookers.stream().filter(one -> one.isOf(content.type())).toList(), received);
        }
    }

    private Audience audience(String room) {
        return new Audience(this, room);
    }

    ClientSession session(String room, Member member, Visitor visitor) {
        Map<String, Object> attributes =
                Optional.ofNullable(kept.get(member.id())).map(Kept::attributes).orElseGet(ConcurrentHashMap::new);
        return new ClientSession(this, room, member, visitor, attributes);
    }

    Rooms rooms() {
        return rooms;
    }

    Voice voice() {
        return voice;
    }

    ProgramThreads threads() {
        return threads;
    }

    /** A stage as a program is given it. */
    <T> CompletionStage<T> promise(CompletionStage<T> stage) {
        return threads.promise(stage);
    }

    /** What programs that act by themselves are given. */
    public Roomcast roomcast() {
        return new Roomcast(this);
    }

    /** Tells the programs that they may begin; waits for nothing. */
    public void started() {
        tell("", new Started(roomcast()), new CompletableFuture<>());
    }
}

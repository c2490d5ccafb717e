package io.roomcast.program;

import io.roomcast.room.Rooms;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
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
 * Calls the programs when something happens in a room: synchronous observers one after the other, asynchronous ones
 * independently. Programs run on their own threads, and an exception of one does not affect another. Any thread.
 */
public final class ProgramHost implements Programs {
    private final Observers observers;
    private final Rooms rooms;
    private final ProgramJson json;
    private final ProgramThreads threads;
    private final Bounds bounds;
    private final Map<String, SessionData> sessions = new ConcurrentHashMap<>();

    /** The attributes and the visitor of a session, and the number of rooms it is in. */
    private record SessionData(Map<String, Object> attributes, Visitor visitor, int rooms) {
        static SessionData empty(Visitor visitor) {
            return new SessionData(new ConcurrentHashMap<>(), visitor, 0);
        }

        SessionData in(int more) {
            return new SessionData(attributes, visitor, rooms + more);
        }
    }

    /** Does not use the rooms yet, so they may be a proxy. */
    public ProgramHost(Observers observers, Rooms rooms, ProgramJson json, ProgramThreads threads, Bounds bounds) {
        this.observers = observers;
        this.rooms = rooms;
        this.json = json;
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
        sessions.compute(member.id(), (id, old) -> (old == null ? SessionData.empty(visitor) : old).in(1));
    }

    @Override
    public void went(String room, Member member) {
        sessions.computeIfPresent(member.id(), (id, old) -> old.rooms() == 1 ? null : old.in(-1));
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
        return Optional.ofNullable(sessions.get(member.id()))
                .map(SessionData::visitor)
                .orElse(Visitor.ANYBODY);
    }

    private void tell(String room, Object event, CompletableFuture<Void> seen) {
        look(in(room, event.getClass(), true), event);
        List<Observer> deciding = in(room, event.getClass(), false);
        if (deciding.isEmpty()) {
            seen.complete(null);
            return;
        }
        tell(deciding, event, seen);
    }

    /** Calls each asynchronous observer in a task of its own. */
    private void look(List<Observer> onlookers, Object event) {
        for (Observer observer : onlookers) {
            CompletableFuture<Void> nobodyWaits = new CompletableFuture<>();
            tell(List.of(observer), event, nobodyWaits);
        }
    }

    /** Calls the observers one after the other. */
    private void tell(List<Observer> called, Object event, CompletableFuture<Void> seen) {
        ProgramTask<Void> task = new ProgramTask<>(seen);
        task.take(threads.observing(), () -> {
            for (Observer observer : called) {
                tell(task, observer, event).ifPresent(observer::report);
            }
            return null;
        });
    }

    /** Calls one program. Returns what it threw, unless the task was given up meanwhile. */
    private static Optional<Throwable> tell(ProgramTask<?> task, Observer observer, Object event) {
        if (task.isOver()) {
            return Optional.empty();
        }
        task.at(observer);
        try {
            observer.tell(event);
            return Optional.empty();
        } catch (RuntimeException | Error failure) {
            return Optional.<Throwable>of(failure).filter(any -> !task.isOver());
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
        ProgramTask<Draft> task = new ProgramTask<>(verdict);
        task.take(threads.observing(), () -> decided(task, all, draft, visitor));
    }

    /** Returns the draft as the programs decide it. Of a list, the events that they take are left out. */
    private Draft decided(ProgramTask<Draft> task, List<Observer> all, Draft draft, Visitor visitor) {
        List<Content> left = new ArrayList<>();
        AnswerData answer = AnswerData.NOTHING;
        for (Content content : draft.contents()) {
            Received received = received(draft, visitor, content);
            ask(task, all, received);
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

    private void ask(ProgramTask<Draft> task, List<Observer> all, Received received) {
        for (Observer observer : all) {
            if (!received.isDecided() && observer.isOf(received.type())) {
                tell(task, observer, received).ifPresent(failure -> {
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
        return new Received(json, session, audience(draft.room()), draft.id(), content);
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
        Map<String, Object> attributes = Optional.ofNullable(sessions.get(member.id()))
                .map(SessionData::attributes)
                .orElseGet(ConcurrentHashMap::new);
        return new ClientSession(this, room, member, visitor, attributes);
    }

    Rooms rooms() {
        return rooms;
    }

    ProgramJson json() {
        return json;
    }

    ProgramThreads threads() {
        return threads;
    }

    /** Returns a stage that is safe to hand to a program. */
    <T> CompletionStage<T> promise(CompletionStage<T> host) {
        return threads.promise(host);
    }

    /** Returns the bean that programs inject. */
    public Roomcast roomcast() {
        return new Roomcast(this);
    }

    /** Sends {@link Started} to the programs, without waiting for them. */
    public void started() {
        tell("", new Started(roomcast()), new CompletableFuture<>());
    }
}

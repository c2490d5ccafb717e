package io.roomcast.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roomcast.kit.FaultyEngine;
import io.roomcast.kit.FaultyEngine.Fault;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.Servers;
import io.roomcast.kit.Settings;
import io.roomcast.kit.World;
import io.roomcast.room.Rooms;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.program.Programs;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what a program says under an id")
class WithIdTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Settings settings = new Settings();
    private FaultyEngine faulty;
    private final World world = new World(settings, engine -> faulty = new FaultyEngine(engine));
    private final Session ann = world.session("ann");
    private final Session bob = world.session("bob");
    private final RecordingOutlet annHears = world.live("orders", ann, new Start.Head());
    private final RecordingOutlet bobHears = world.live("orders", bob, new Start.Head());
    private final Stage stage = stage(world.rooms, world.time);
    private final Audience orders = stage.roomcast().room("orders");

    private static Stage stage(Rooms rooms, Time time) {
        return new Stage(
                new Observers(),
                rooms,
                new Voice(new Json(), 1 << 20, PATIENCE),
                new ProgramThreads(Runnable::run, Runnable::run, Runnable::run, time, PATIENCE, () -> false),
                Programs.Bounds.DEFAULT);
    }

    private ClientSession session(Session one) {
        return stage.session("orders", one.member(), Visitor.ANYBODY);
    }

    private CompletionStage<Position> after(CompletionStage<Position> said) {
        world.run();
        return said;
    }

    private Position emit(Audience audience, Object data) {
        return after(audience.emit("order", data)).toCompletableFuture().join();
    }

    private Code refused(Audience audience, Object data) {
        return World.refusal(after(audience.emit("order", data))).code();
    }

    @Test
    @DisplayName("is said once however often it is repeated, and each time the program is told where the first one is")
    void repeated() {
        Position first = emit(orders.withId("order-17"), 17);
        emit(orders, 0);
        assertEquals(first, emit(orders.withId("order-17"), 17));
        assertEquals(List.of("17", "0"), annHears.said());
    }

    @Test
    @DisplayName("is a conflict when it is something else than before")
    void conflict() {
        emit(orders.withId("order-17"), 17);
        assertEquals(Code.CONFLICT, refused(orders.withId("order-17"), 18));
        assertEquals(Code.CONFLICT, refused(orders.to(ann.id()).withId("order-17"), 17));
        assertEquals(Code.CONFLICT, refused(orders.withId("order-17").except(session(ann)), 17));
        assertEquals(List.of("17"), annHears.said());
    }

    @Test
    @DisplayName("is for whom it was, whether the id or the receivers are said first")
    void receivers() {
        Position toAnn = emit(orders.withId("order-17").to(ann.id()), 17);
        assertEquals(toAnn, emit(orders.to(ann.id()).withId("order-17"), 17));
        Position toOthers = emit(orders.withId("order-18").except(session(ann)), 18);
        assertEquals(toOthers, emit(session(ann).others().withId("order-18"), 18));
        assertEquals(Code.CONFLICT, refused(session(bob).others().withId("order-18"), 18));
        assertEquals(List.of("17"), annHears.said());
        assertEquals(List.of("18"), bobHears.said());
    }

    @Test
    @DisplayName("leaves the audience as it is, which says without an id what it says as often as it says it")
    void withoutAnId() {
        emit(orders.withId("order-17"), 17);
        emit(orders, 17);
        emit(orders, 17);
        assertEquals(List.of("17", "17", "17"), annHears.said());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"WRITTEN_UNTOLD", "LOST_UNTOLD"})
    @DisplayName("is in the log once when it is repeated after nobody knew whether it was")
    void unknown(Fault fault) {
        faulty.fail(1, fault);
        assertEquals(Code.UNAVAILABLE, refused(orders.withId("order-17"), 17));
        assertEquals(1, emit(orders.withId("order-17"), 17).offset());
        assertEquals(List.of("17"), annHears.said());
    }

    @Test
    @DisplayName("has nothing to do with what a client says under the same id, be it one whom it leaves out")
    void clients() {
        Content same = new Content("order", "17", false, List.of(), false);
        CompletionStage<Position> before = after(world.publish("orders", ann.member(), "order-17", same));
        assertEquals(1, before.toCompletableFuture().join().offset());
        assertEquals(2, emit(orders.withId("order-17").except(session(ann)), 17).offset());
        assertEquals(3, emit(orders.withId("order-18").except(session(ann)), 18).offset());
        CompletionStage<Position> behind = after(world.publish("orders", ann.member(), "order-18", same));
        assertEquals(4, behind.toCompletableFuture().join().offset());
    }

    @Test
    @DisplayName("cannot be said or found out by a client that has no name")
    void nameless() {
        Content same = Content.of("order", "17");
        after(world.publish("orders", Member.guest(""), "order-17", same));
        after(world.publish("orders", Member.unheardBy("somebody-id"), "order-17", same));
        assertEquals(3, emit(orders.withId("order-17"), 17).offset());
        CompletionStage<Position> guest = after(world.publish("orders", Member.guest(""), "order-17", same));
        assertEquals(4, guest.toCompletableFuture().join().offset());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uD83D"})
    @DisplayName("is not said at all when that is no id")
    void noId(String id) {
        assertThrows(IllegalArgumentException.class, () -> orders.withId(id));
    }

    @Test
    @DisplayName("may have an id as long as a client's, and no longer")
    void longest() {
        emit(orders.withId("é".repeat(128)), 17);
        String longer = "é".repeat(129);
        String why = assertThrows(IllegalArgumentException.class, () -> orders.withId(longer))
                .getMessage();
        assertEquals("an id is a text of 1 to 128 characters", why);
    }

    @Test
    @DisplayName("is said once on several servers, whichever of them says it again")
    void severalServers() {
        Servers servers = new Servers(settings, 2);
        RecordingOutlet there = servers.live(1, "orders", new Start.Head());
        List<Audience> each = List.of(0, 1).stream()
                .map(server ->
                        stage(servers.rooms(server), servers.time).roomcast().room("orders"))
                .toList();
        CompletionStage<Position> first = each.get(0).withId("order-17").emit("order", 17);
        servers.run();
        CompletionStage<Position> second = each.get(1).withId("order-17").emit("order", 17);
        CompletionStage<Position> other = each.get(1).withId("order-17").emit("order", 18);
        servers.run();
        assertEquals(
                first.toCompletableFuture().join(), second.toCompletableFuture().join());
        assertEquals(Code.CONFLICT, World.refusal(other).code());
        assertEquals(List.of("17"), there.said());
    }
}

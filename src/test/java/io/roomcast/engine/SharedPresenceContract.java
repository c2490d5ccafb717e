package io.roomcast.engine;

import static io.roomcast.room.log.SeatRequest.Manner.ENTER;
import static io.roomcast.room.log.SeatRequest.Manner.JOIN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.kit.Asked;
import io.roomcast.kit.Clerk;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An engine of several servers promises this about what one changes in a roster and the others hear and see. */
public abstract class SharedPresenceContract extends SharedRosterFixture {
    @Test
    @DisplayName("three servers at once give nobody a name that another has")
    void names() {
        List<CompletableFuture<List<String>>> names = IntStream.range(0, 3)
                .mapToObj(server ->
                        CompletableFuture.supplyAsync(() -> comers(clerk(server, "server-" + server), server)))
                .toList();
        Set<String> all = new HashSet<>();
        names.forEach(some -> all.addAll(some.join()));
        assertEquals(150, all.size());
    }

    private static List<String> comers(Clerk server, int number) {
        return IntStream.range(number * 50, number * 50 + 50)
                .mapToObj(visitor -> server.take(ENTER, new Member("v-" + visitor, ""), "n-" + visitor))
                .map(request -> sat(server.does(request)).member().name())
                .toList();
    }

    @Test
    @DisplayName("each change is announced to the other servers that have the room in memory, with its number")
    void announced() throws Exception {
        two.opened();
        for (SeatRequest request : List.of(
                one.take(JOIN, ANN, "1-a"),
                one.take(JOIN, ANN, "1-b"),
                one.ask(ANN, Content.of("q", "1"), "asker"),
                one.free(ANN, "1-b", NOBODY_CAME),
                one.free(ANN, KICKED))) {
            one.does(request);
            heard.get(1).await(ROOM, two.since(0).number());
        }
        one.opened();
        sits(two, JOIN, "2-a");
        heard.get(0).await(ROOM, one.since(0).number());
    }

    @Test
    @DisplayName("what is given up because its server is gone is announced, too, in each room")
    void sweepIsAnnounced() throws Exception {
        sits(one, JOIN, "1-a");
        sits(one.in("other"), JOIN, "1-b");
        Clerk three = clerk(2, "three");
        three.opened();
        three.in("other").opened();
        oneIsGone(GONE);
        assertEquals(2, two.sweep(GONE).size());
        heard.get(2).await(ROOM, three.since(0).number());
        heard.get(2).await("other", three.in("other").since(0).number());
    }

    @Test
    @DisplayName("who does not have the room in memory any more, or changes it itself, is told nothing")
    void notAnnounced() throws Exception {
        two.opened();
        two.rest();
        one.opened();
        sits(one, JOIN, "1-a");
        for (int server : new int[] {0, 1}) {
            clerk(server, "other").in("last").opened();
            sits(clerk(2, "three").in("last"), JOIN, "3-" + server);
            heard.get(server).await("last", one.in("last").since(0).number());
            assertEquals(Set.of("last"), heard.get(server).rooms());
        }
    }

    @Test
    @DisplayName("a log that one server removes leaves the roster as it is for all")
    void removed() {
        sits(one, JOIN, "1-a");
        RosterNews before = one.since(0);
        new Asked(engines.get(1)).remove(ROOM);
        assertEquals(before, one.since(0));
        assertEquals(Optional.of(ANN), one.knows(ANN));
    }
}

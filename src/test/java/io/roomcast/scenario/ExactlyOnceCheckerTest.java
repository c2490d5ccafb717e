package io.roomcast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.scenario.Problem.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("the checker that every acknowledged event comes exactly once")
class ExactlyOnceCheckerTest {
    private static final Member ANN = new Member("ann", "ann");

    private final ExactlyOnceChecker checker = new ExactlyOnceChecker();
    private final Transcript bob = new Transcript("bob");
    private final Transcript cat = new Transcript("cat");

    /** Ann says a to all, b to Bob alone and c to all. */
    @BeforeEach
    void publish() {
        checker.published(ANN, new Content("message", "b", false, List.of("bob"), true));
        checker.acknowledged("a", at(1));
        checker.acknowledged("b", at(2));
        checker.acknowledged("c", at(3));
    }

    private static Position at(long offset) {
        return new Position("e", offset);
    }

    private Set<Kind> found(Transcript... clients) {
        return checker.check(List.of(clients)).stream().map(Problem::kind).collect(Collectors.toSet());
    }

    @Test
    void is_content_when_each_event_comes_once_and_in_order() {
        checker.acknowledged("a", at(1));
        bob.received(1, "a");
        bob.received(2, "b");
        bob.received(3, "c");
        cat.received(1, "a");
        cat.received(3, "c");
        cat.standsAt(at(3));
        assertEquals(Set.of(), found(bob, cat));
    }

    @Test
    void is_content_when_a_gap_tells_of_lost_events() {
        bob.received(1, "a");
        bob.gap(1, 2, true);
        bob.received(3, "c");
        cat.gap(1, 2, false);
        cat.received(3, "c");
        assertEquals(Set.of(), found(bob, cat));
    }

    @ParameterizedTest
    @EnumSource
    void finds_a_planted_fault_and_nothing_else(Kind fault) {
        if (fault != Kind.OUT_OF_ORDER) {
            cat.received(1, "a");
        }
        if (fault != Kind.LOST && fault != Kind.MOVED) {
            cat.received(3, "c");
        }
        switch (fault) {
            case LOST -> cat.gap(3, 3, true);
            case DOUBLED -> cat.received(3, "c");
            case OUT_OF_ORDER -> cat.received(1, "a");
            case SKIPPED -> {
                checker.acknowledged("e", at(5));
                cat.received(5, "e");
            }
            case MOVED -> cat.received(4, "c");
            case TWO_CONTENTS -> {
                checker.published(ANN, new Content("message", "d", false, List.of("bob"), true));
                checker.acknowledged("d", at(3));
            }
            case UNACKNOWLEDGED -> cat.received(4, "d");
            case OTHER_EPOCH -> cat.standsAt(new Position("f", 3));
            case NOT_FOR_IT -> cat.received(4, secretly());
            case NOT_LOST -> cat.gap(3, 3, false);
            case COMPLAINT -> cat.complain("was told an error");
        }
        assertEquals(Set.of(fault), found(cat));
    }

    private String secretly() {
        checker.published(ANN, new Content("message", "d", false, List.of("bob"), true));
        checker.acknowledged("d", at(4));
        return "d";
    }

    @Test
    void is_not_content_with_a_gap_of_private_events_for_what_everybody_may_see() {
        cat.gap(1, 3, true);
        assertEquals(Set.of(Kind.LOST), found(cat));
    }

    @Test
    void finds_an_event_that_is_acknowledged_again_at_another_position() {
        checker.acknowledged("c", at(4));
        assertEquals(Set.of(Kind.MOVED), found());
    }

    @Test
    void finds_an_ack_in_another_epoch() {
        checker.acknowledged("d", new Position("f", 4));
        assertEquals(Set.of(Kind.OTHER_EPOCH), found());
    }

    @Test
    void finds_acks_of_one_publisher_that_are_doubled_or_out_of_order() {
        checker.acknowledgedInOrder("eve", "d", at(4));
        checker.acknowledgedInOrder("eve", "f", at(6));
        checker.acknowledgedInOrder("dan", "e", at(5));
        assertEquals(Set.of(), found());
        checker.acknowledgedInOrder("dan", "a", at(1));
        assertEquals(
                List.of(Kind.DOUBLED, Kind.OUT_OF_ORDER),
                checker.check(List.of()).stream().map(Problem::kind).toList());
    }
}

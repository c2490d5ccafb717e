package io.roomcast.engine;

import static io.roomcast.room.log.SeatRequest.Manner.ENTER;
import static io.roomcast.room.log.SeatRequest.Manner.JOIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Clerk;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.refusal.Code;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every engine promises this about what members are asked, and what they answer. */
public abstract class QuestionContract extends RosterFixture {
    private static final SeatResult.Outcome ANSWERED = new SeatResult.Answered();

    private long asks(Member member, String asker) {
        SeatResult.Outcome outcome = here.does(here.ask(member, QUESTION, asker));
        return assertInstanceOf(SeatResult.Asked.class, outcome).number();
    }

    private SeatResult.Outcome answers(Member member, long question, AnswerData answer) {
        return here.does(here.answer(member, question, answer));
    }

    private void assertNoQuestion(Member member, long question) {
        assertRefused(Code.NOT_FOUND, inVain(here.answer(member, question, FINE)));
        assertTrue(whom(here.since(0)).stream().noneMatch(entry -> entry.startsWith("?")));
    }

    @Test
    @DisplayName("who is here may be asked, and everybody hears what, and for how long it may answer")
    void asking() {
        long known = sits(JOIN, ANN, "a-1").number();
        long question = asks(ANN, "asker");
        assertEquals(question, number());
        pass(Duration.ofSeconds(2));
        RosterChange heard = new RosterChange.Question(question, ANN.id(), QUESTION, Clerk.WITHIN.minusSeconds(2));
        assertEquals(List.of(heard), here.since(known).changes());
        assertEquals(heard, here.since(0).changes().get(1));
    }

    @Test
    @DisplayName("only who is here may be asked")
    void askingTheAbsent() {
        assertRefused(Code.NOT_FOUND, inVain(here.ask(ANN, QUESTION, "asker")));
        sits(JOIN, ANN, "a-1");
        assertRefused(Code.NOT_FOUND, inVain(here.ask(BOB, QUESTION, "asker")));
        assertRefused(Code.NOT_FOUND, here.in("other").does(here.in("other").ask(ANN, QUESTION, "asker")));
        here.does(here.free(ANN, "a-1", NOBODY_CAME));
        assertRefused(Code.NOT_FOUND, inVain(here.ask(ANN, QUESTION, "asker")));
    }

    @Test
    @DisplayName("only so many questions to one member may be open, within one group too")
    void bound() {
        sits(JOIN, ANN, "a-1");
        sits(JOIN, BOB, "b-1");
        Clerk two = here.allowing(2);
        List<SeatResult> group = two.change(
                two.ask(ANN, QUESTION, "1"),
                two.ask(ANN, QUESTION, "2"),
                two.ask(ANN, QUESTION, "3"),
                two.ask(BOB, QUESTION, "3"));
        assertRefused(Code.TOO_MANY, group.get(2).outcome());
        assertInstanceOf(SeatResult.Asked.class, group.get(3).outcome());
        assertRefused(Code.TOO_MANY, inVain(two.ask(ANN, QUESTION, "3")));
        answers(ANN, ((SeatResult.Asked) group.get(0).outcome()).number(), FINE);
        assertInstanceOf(SeatResult.Asked.class, two.does(two.ask(ANN, QUESTION, "3")));
    }

    @Test
    @DisplayName("no two questions in a room have the same number, nor a question and another change")
    void uniqueNumbers() {
        sits(JOIN, ANN, "a-1");
        List<Long> numbers = Stream.concat(
                        here
                                .change(IntStream.range(0, 5)
                                        .mapToObj(number -> here.ask(ANN, QUESTION, "asker " + number))
                                        .toArray(SeatRequest[]::new))
                                .stream()
                                .map(done -> ((SeatResult.Asked) done.outcome()).number()),
                        Stream.of(asks(ANN, "asker"), sits(JOIN, BOB, "b-1").number()))
                .toList();
        assertEquals(7, new HashSet<>(numbers).size(), numbers.toString());
    }

    @Test
    @DisplayName("the same who asks again is told the number that its question has, even where no more may be asked")
    void askedAgain() {
        sits(JOIN, ANN, "a-1");
        long question = asks(ANN, "asker");
        assertEquals(new SeatResult.Asked(question), inVain(here.allowing(1).ask(ANN, QUESTION, "asker")));
        assertNotEquals(question, asks(ANN, "another"));
    }

    @Test
    @DisplayName("an answer comes to everybody, with what who asked knows it by, and the question is over")
    void answering() {
        sits(JOIN, ANN, "a-1");
        long question = asks(ANN, "asker");
        assertEquals(ANSWERED, answers(ANN, question, FINE));
        assertEquals(
                List.of(new RosterChange.Answer(number(), question, "asker", FINE)),
                here.since(question).changes());
        assertEquals(List.of("+ann", "!asker"), whom(here.since(0)));
    }

    @Test
    @DisplayName("only who was asked may answer, and only what it was asked")
    void answeringForOthers() {
        sits(JOIN, ANN, "a-1");
        sits(JOIN, BOB, "b-1");
        long question = asks(ANN, "asker");
        for (SeatRequest request : List.of(
                here.answer(BOB, question, FINE),
                here.answer(ANN, question + 1, FINE),
                here.answer(ANN, seat(ANN).number(), FINE))) {
            assertRefused(Code.NOT_FOUND, inVain(request));
        }
        answers(ANN, question, FINE);
        assertRefused(Code.NOT_FOUND, inVain(here.answer(BOB, question, FINE)));
    }

    @Test
    @DisplayName("the same answer again is fine and changes nothing; another comes too late")
    void answeringAgain() {
        sits(JOIN, ANN, "a-1");
        long first = asks(ANN, "one");
        long second = asks(ANN, "two");
        answers(ANN, first, FINE);
        answers(ANN, second, AnswerData.NOTHING);
        assertEquals(ANSWERED, inVain(here.answer(ANN, first, FINE)));
        assertRefused(Code.NOT_FOUND, inVain(here.answer(ANN, first, AnswerData.NOTHING)));
        assertRefused(Code.NOT_FOUND, inVain(here.answer(ANN, first, new AnswerData(FINE.data(), true))));
    }

    @Test
    @DisplayName("what a member was asked is over when it leaves, and not asked again when it comes back")
    void leaving() {
        sits(JOIN, ANN, "a-1");
        long question = asks(ANN, "asker");
        here.does(here.free(ANN, "a-1", NOBODY_CAME));
        assertNoQuestion(ANN, question);
        sits(JOIN, ANN, "a-2");
        assertNoQuestion(ANN, question);
        assertInstanceOf(SeatResult.Asked.class, here.does(here.allowing(1).ask(ANN, QUESTION, "asker")));
    }

    @Test
    @DisplayName("what a member was asked stays when its seat is taken anew, or its name is another")
    void replaced() {
        sits(JOIN, ANN, "a-1");
        long question = asks(ANN, "asker");
        sits(JOIN, ANN, "a-2");
        sits(ENTER, ANN.named("eve"), "a-3");
        assertEquals(List.of("?ann-id", "+eve"), whom(here.since(0)));
        assertEquals(ANSWERED, answers(ANN, question, FINE));
    }

    @Test
    @DisplayName("a question is over when its time is: it is told to nobody, counts no more, and no answer is in time")
    void overInTime() {
        sits(JOIN, ANN, "a-1");
        long known = sits(JOIN, BOB, "b-1").number();
        long toAnn = asks(ANN, "asker");
        long toBob = asks(BOB, "asker");
        pass(Clerk.WITHIN.plusMillis(1));
        assertNoQuestion(ANN, toAnn);
        assertEquals(List.of(), here.since(known).changes());
        assertNotEquals(new SeatResult.Asked(toBob), here.does(here.allowing(1).ask(BOB, QUESTION, "asker")));
        pass(Clerk.WITHIN.plusMillis(1));
        here.tidy();
        assertNoQuestion(BOB, number());
    }

    @Test
    @DisplayName("just in time is in time")
    void justInTime() {
        sits(JOIN, ANN, "a-1");
        long question = asks(ANN, "asker");
        pass(Clerk.WITHIN);
        here.tidy();
        assertEquals(ANSWERED, answers(ANN, question, FINE));
    }
}

package io.roomcast.engine;

import static io.roomcast.room.log.SeatRequest.Manner.ENTER;
import static io.roomcast.room.log.SeatRequest.Manner.JOIN;
import static io.roomcast.room.log.SeatRequest.Manner.KEEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roomcast.kit.Clerk;
import io.roomcast.kit.FromOutside;
import io.roomcast.kit.HandTime;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.RosterChange.Sat;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatRequest.Manner;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.SeatedMember;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** One engine and one room's roster, and wishes of one server: what every contract about rosters begins with. */
@ExtendWith(FromOutside.class)
public abstract class RosterFixture {
    protected static final String ROOM = "lobby";
    protected static final Member ANN = new Member("ann-id", "ann");
    protected static final Member BOB = new Member("bob-id", "bob");
    protected static final Member CAT = new Member("cat-id", "cat");
    protected static final Ending KICKED = Ending.of(Code.KICKED).because("go away");
    protected static final Ending LEFT = Ending.of(Code.CLOSED).because("it left");
    protected static final Ending NOBODY_CAME = Ending.of(Code.CLOSED).because("the member did not come back in time");
    protected static final Duration HOLD = Duration.ofSeconds(20);
    protected static final Content QUESTION = Content.of("question", "\"how are you?\"");
    protected static final AnswerData FINE = AnswerData.parse("\"fine\"");

    protected final HandTime time = new HandTime(World.BEGINNING);
    protected final WorldSettings settings = new WorldSettings();
    protected Engine engine;

    /** The server, in the room. */
    protected Clerk here;

    private TestedEngine tested;

    @BeforeEach
    void begin(TestedEngine outside) {
        tested = outside;
        engine = tested.create(settings.retention(), time);
        here = new Clerk(engine, "here", ROOM);
    }

    @AfterEach
    void close() {
        tested.check();
        engine.close();
    }

    /** Time passes, and the server is there all the while. */
    protected final void pass(Duration duration) {
        time.stand(duration);
        here.renew();
    }

    protected static Member nameless(Member member) {
        return member.named("");
    }

    protected static SeatResult.Sat sat(SeatResult.Outcome outcome) {
        return assertInstanceOf(SeatResult.Sat.class, outcome);
    }

    protected final SeatResult.Sat sits(Manner manner, Member member, String nonce) {
        return sat(here.does(here.take(manner, member, nonce)));
    }

    protected final SeatResult.Sat sitsByTime(Manner manner, Member member, String nonce) {
        return sat(here.does(here.take(manner, member, nonce, HOLD)));
    }

    protected final SeatResult.Outcome tries(Manner manner, Member member, String nonce) {
        return inVain(here.take(manner, member, nonce));
    }

    /** The answer to a wish that changes nothing. */
    protected final SeatResult.Outcome inVain(SeatRequest request) {
        RosterNews before = here.since(0);
        SeatResult.Outcome outcome = here.does(request);
        assertEquals(before, here.since(0));
        return outcome;
    }

    /** How the room's list says that a member is seated. */
    protected final Sat seat(Member member) {
        return here.since(0).changes().stream()
                .map(Sat.class::cast)
                .filter(sat -> sat.member().id().equals(member.id()))
                .findFirst()
                .orElseThrow();
    }

    protected final List<Member> present() {
        return here.members(0, Clerk.MANY).members().stream()
                .map(SeatedMember::member)
                .toList();
    }

    protected static void assertRefused(Code why, SeatResult.Outcome outcome) {
        assertEquals(
                why, assertInstanceOf(SeatResult.Refused.class, outcome).why().code());
    }

    protected final long number() {
        return here.since(0).number();
    }

    /** About whom something is said, in order. */
    protected static List<String> whom(RosterNews news) {
        return news.changes().stream()
                .map(change -> change instanceof RosterChange.Sat sat
                        ? '+' + sat.member().name()
                        : other(change))
                .toList();
    }

    private static String other(RosterChange change) {
        if (change instanceof RosterChange.Question question) {
            return '?' + question.member();
        }
        return change instanceof RosterChange.Went went
                ? '-' + went.member()
                : "!" + ((RosterChange.Answer) change).asker();
    }

    protected final void visitors(int from, int to) {
        here.change(IntStream.rangeClosed(from, to)
                .mapToObj(number -> here.take(JOIN, visitor(number), "v-" + number))
                .toArray(SeatRequest[]::new));
    }

    protected static Member visitor(int number) {
        return new Member("visitor-" + number, "visitor " + number);
    }

    /** One of each kind that changes something. */
    protected final List<SeatRequest> deeds() {
        return List.of(
                here.take(JOIN, ANN, "a-1"),
                here.take(JOIN, ANN, "a-2"),
                here.take(JOIN, BOB, "b-1", HOLD),
                here.take(KEEP, BOB, "b-1", HOLD.plusSeconds(1)),
                here.take(ENTER, ANN.named("eve"), "a-3"),
                here.ask(BOB, QUESTION, "asker"),
                here.free(BOB, "b-1", NOBODY_CAME),
                here.free(ANN, LEFT),
                here.free(BOB, KICKED));
    }
}

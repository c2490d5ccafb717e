package io.roomcast.engine;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roomcast.kit.Asked;
import io.roomcast.kit.FromOutside;
import io.roomcast.kit.HandTime;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.time.WallClock;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** One engine and one room's log: what every contract about logs begins with. */
@ExtendWith(FromOutside.class)
public abstract class LogFixture {
    protected static final String ROOM = "lobby";
    protected static final Member ANN = new Member("ann-id", "ann");
    protected static final Member BOB = new Member("bob-id", "bob");

    protected final HandTime time = new HandTime(World.BEGINNING);
    protected final WorldSettings settings = new WorldSettings();
    private TestedEngine tested;
    private Engine open;

    @BeforeEach
    void begin(TestedEngine outside) {
        tested = outside;
    }

    /** The one engine of this test; the settings count from the first call on. */
    protected final Engine engine() {
        if (open == null) {
            open = tested.create(settings.retention(), clock());
        }
        return open;
    }

    /** The clock of the engine. */
    protected WallClock clock() {
        return time;
    }

    protected final Asked asked() {
        return new Asked(engine());
    }

    @AfterEach
    void close() {
        engine();
        tested.check();
        engine().close();
    }

    protected final List<Receipt> append(Draft... drafts) {
        return asked().append(List.of(drafts));
    }

    protected final void tidy() {
        asked().tidy();
    }

    protected final Position appended(Draft draft) {
        return assertInstanceOf(Receipt.Appended.class, append(draft).get(0)).position();
    }

    protected static Draft draft(Member from, String id, Content... contents) {
        return new Draft(ROOM, from, id, List.of(contents));
    }

    protected static Content message(Object data) {
        return Content.of("message", data.toString());
    }

    protected static Content to(Object data, Member... members) {
        return new Content(
                "message",
                data.toString(),
                false,
                Stream.of(members).map(Member::id).toList(),
                true);
    }

    /** Appends numbers, one draft each. */
    protected final void say(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(number -> append(draft(ANN, "", message(number))));
    }

    protected final LogExtent extent() {
        return asked().extent(ROOM);
    }

    protected final StoredPage read(long after, int count) {
        return asked().read(ROOM, after(after), "", count, 1 << 20);
    }

    /** Right after an offset, of whatever epoch. */
    protected static Start after(long offset) {
        return new Start.After(new Position("any", offset));
    }

    protected static List<Long> offsets(StoredPage page) {
        return page.events().stream().map(Event::offset).toList();
    }

    protected static List<String> said(StoredPage page) {
        return page.events().stream().map(event -> event.content().data()).toList();
    }

    protected final void comeAndGo(String room, String visitor) {
        asked().seat(room, new Member(visitor, "visitor"));
        asked().free(room, new Member(visitor, "visitor"));
    }
}

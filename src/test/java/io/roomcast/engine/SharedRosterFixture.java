package io.roomcast.engine;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roomcast.kit.Clerk;
import io.roomcast.kit.FromOutside;
import io.roomcast.kit.HandTime;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.GuardedEngine;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.SeatRequest.Manner;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three servers over one store, and wishes of two of them: what every contract about shared rosters begins with. */
@ExtendWith(FromOutside.class)
public abstract class SharedRosterFixture {
    protected static final String ROOM = "lobby";
    protected static final Member ANN = new Member("ann-id", "ann");
    protected static final Member BOB = new Member("bob-id", "bob");
    protected static final Ending KICKED = Ending.of(Code.KICKED);
    protected static final Ending NOBODY_CAME = Ending.of(Code.CLOSED).because("the member did not come back in time");
    protected static final Duration A_LITTLE = Duration.ofMillis(1);
    protected static final Duration HOLD = Clerk.LEASE.multipliedBy(2);
    protected static final Duration GONE = Duration.ofSeconds(15);

    protected final HandTime time = new HandTime(World.BEGINNING);
    protected final WorldSettings settings = new WorldSettings();
    protected final List<Engine> engines = new ArrayList<>();
    protected final List<HeardChanges> heard = new ArrayList<>();
    protected Clerk one;
    protected Clerk two;

    @BeforeEach
    void begin(TestedServers tested) {
        for (Engine inner : tested.create(3, settings.retention(), time)) {
            Engine engine = new GuardedEngine(inner);
            HeardChanges watch = new HeardChanges();
            engine.watch(watch);
            engines.add(engine);
            heard.add(watch);
        }
        one = clerk(0, "one");
        two = clerk(1, "two");
    }

    protected final Clerk clerk(int server, String node) {
        return new Clerk(engines.get(server), node, ROOM);
    }

    @AfterEach
    void close() {
        engines.forEach(Engine::close);
    }

    protected static SeatResult.Sat sat(SeatResult.Outcome outcome) {
        return assertInstanceOf(SeatResult.Sat.class, outcome);
    }

    protected final SeatResult.Sat sits(Clerk server, Manner manner, String nonce) {
        return sat(server.does(server.take(manner, ANN, nonce)));
    }

    /** The first server is gone for so long, and the second was there all the time. */
    protected final void oneIsGone(Duration gone) {
        time.stand(Clerk.LEASE.plus(gone));
        two.renew();
    }
}

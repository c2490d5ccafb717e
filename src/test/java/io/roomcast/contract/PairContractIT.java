package io.roomcast.contract;

import io.roomcast.contract.pair.OnPair;
import io.roomcast.contract.people.SessionEndContract;
import org.junit.jupiter.api.Nested;

/**
 * The same contract on two servers over the same logs, where each connection goes to the other server than the one before,
 * and where what one announces reaches the other late, twice, in another order or not at all. Slow readers are not among
 * it: they want a heartbeat so long that a lost announcement would take as long.
 */
@OnPair(PairContractIT.QUICK)
class PairContractIT {
    static final String SHORT = " --heartbeat=200ms";
    static final String QUICK = OwnServer.QUICK + SHORT;

    @Nested
    class Entering extends EnterContract {}

    @Nested
    class EndingSessions extends SessionEndContract {}

    @Nested
    class Publishing extends PublishContract {}

    @Nested
    class Errors extends ErrorContract {}

    @Nested
    class Resuming extends ResumeContract {}

    @Nested
    class Filters extends FilterContract {}

    @Nested
    @OnPair(PrivacyContract.SETTINGS + SHORT)
    class Privacy extends PrivacyContract {}

    @Nested
    class Roster extends RosterContract {}

    @Nested
    class Heartbeats extends HeartbeatContract {}

    @Nested
    @OnPair(QUICK + " --history=" + GapContract.KEPT + " --ring=16")
    class Gaps extends GapContract {}

    /** An announcement that nobody hears costs a heartbeat. */
    @Nested
    @OnPair(value = QUICK, lost = 100)
    class NothingAnnounced extends FilterContract {}

    @Nested
    @OnPair(LimitContract.SETTINGS + SHORT)
    class Limits extends LimitContract {}
}

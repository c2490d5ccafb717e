package io.roomcast.contract;

import io.roomcast.contract.people.SessionEndContract;
import org.junit.jupiter.api.Nested;

/** The whole contract, on {@code java -jar}. */
@OwnServer
class TransportContractIT {
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
    @OwnServer(PrivacyContract.SETTINGS)
    class Privacy extends PrivacyContract {}

    @Nested
    class Roster extends RosterContract {}

    @Nested
    class Heartbeats extends HeartbeatContract {}

    /** With the standard heartbeat: who does not read does not answer pings either. */
    @Nested
    @OwnServer("--rate=0 --joins=1000000")
    class SlowReaders extends SlowReaderContract {}

    @Nested
    @OwnServer(OwnServer.QUICK + " --history=" + GapContract.KEPT + " --ring=16")
    class Gaps extends GapContract {}

    @Nested
    @OwnServer(LimitContract.SETTINGS)
    class Limits extends LimitContract {}
}

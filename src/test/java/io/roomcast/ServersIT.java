package io.roomcast;

import io.roomcast.browser.PagesContract;
import io.roomcast.contract.PingsContract;
import io.roomcast.contract.ShortContract;
import io.roomcast.contract.cost.WriteCallsContract;
import io.roomcast.contract.hostile.EarlyAndLateContract;
import io.roomcast.old.OldPagesContract;
import io.roomcast.server.BodyContract;
import io.roomcast.server.OnEachServer;
import io.roomcast.server.SharedRoomsContract;
import io.roomcast.socketio.client.ScriptsContract;
import org.junit.jupiter.api.Nested;

/** The tests that run on every server; {@code -Dserver=wildfly} runs them on WildFly alone. */
@OnEachServer
class ServersIT {
    @Nested
    class Rooms extends ShortContract {}

    @Nested
    class SharedRooms extends SharedRoomsContract {}

    @Nested
    class Pings extends PingsContract {}

    @Nested
    class EarlyAndLate extends EarlyAndLateContract {}

    @Nested
    class WriteCalls extends WriteCallsContract {}

    @Nested
    class Bodies extends BodyContract {}

    @Nested
    class Pages extends PagesContract {}

    @Nested
    class OldPages extends OldPagesContract {}

    @Nested
    class Scripts extends ScriptsContract {}
}

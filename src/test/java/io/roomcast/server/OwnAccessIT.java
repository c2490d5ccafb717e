package io.roomcast.server;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** A deployer's own bean says who may do what: where CDI comes from the WAR, and where it comes from the server. */
@Tag("standalone")
class OwnAccessIT {
    @Nested
    class OnTomcat extends GuestListContract {
        @Override
        ServerProcess start(String option) {
            Unpacked home = Unpacked.in("tomcat.home");
            Unpacked base = TomcatServer.base("tomcat-own-access", home);
            deploy(base, "webapps");
            return TomcatServer.start(home, base, option);
        }
    }

    @Nested
    class OnWildFly extends GuestListContract {
        @Override
        ServerProcess start(String option) {
            Unpacked home = Unpacked.in("wildfly.home");
            Unpacked base = WildFlyServer.base("wildfly-own-access", home);
            deploy(base, "deployments");
            return WildFlyServer.start(home, base, option);
        }
    }
}

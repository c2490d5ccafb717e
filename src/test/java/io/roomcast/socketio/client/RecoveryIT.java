package io.roomcast.socketio.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.server.ServerProcess;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are lost, by either end or between: who can recover misses nothing, and who cannot comes back anew. */
@OwnServer
class RecoveryIT extends RealContract {
    private static final Set<String> LOSSES = Set.of("transport close", "transport error");

    @TempDir
    private Path folder;

    /** Says numbers, each as the one argument of an event. */
    private static void say(Client by, int from, int to) {
        for (int number = from; number <= to; number++) {
            String id = "n-" + number;
            by.send(Commands.publishing(id, "{\"type\":\"number\",\"data\":" + number + "}"));
            acked(by.answerTo(id));
        }
    }

    private static String lost(RealClient client, String namespace) {
        return client.next("disconnect", namespace).text("reason");
    }

    @OnEachClient(OnEachClient.Which.RECOVERING)
    void after_a_cut_it_is_the_same_and_hears_what_it_missed_once_and_in_order(Make make, Way way) {
        RealClient ann = enter(make, way);
        Client eve = enter(Transport.WEBSOCKET);
        for (int round = 0; round < 3; round++) {
            say(eve, 30 * round + 1, 30 * round + 10);
            ann.cable().lose();
            assertTrue(LOSSES.contains(lost(ann, namespace)), ann.heard()::toString);
            say(eve, 30 * round + 11, 30 * round + 20);
            ann.cable().mend();
            say(eve, 30 * round + 21, 30 * round + 30);
            Happening again = ann.next("connect", namespace);
            assertTrue(again.isRecovered(), again::toString);
            assertEquals(ann.id(namespace), again.text("id"));
            hearsNumbers(ann, "number", 30 * round + 1, 30 * round + 30);
        }
    }

    @OnEachClient(OnEachClient.Which.RECOVERING)
    void who_heard_nothing_before_the_cut_misses_nothing_either(Make make, Way way) {
        RealClient ann = enter(make, way);
        Client eve = enter(Transport.WEBSOCKET);
        ann.cable().lose();
        lost(ann, namespace);
        say(eve, 1, 10);
        ann.cable().mend();
        Happening again = ann.next("connect", namespace);
        assertTrue(again.isRecovered(), again::toString);
        assertEquals(ann.id(namespace), again.text("id"));
        hearsNumbers(ann, "number", 1, 10);
    }

    @OnEachClient(OnEachClient.Which.RECOVERING)
    void after_its_own_end_of_the_connection_it_is_the_same(Make make, Way way) {
        RealClient ann = enter(make, way);
        Client eve = enter(Transport.WEBSOCKET);
        say(eve, 1, 10);
        hearsNumbers(ann, "number", 1, 10);
        ann.cut();
        say(eve, 11, 20);
        assertEquals("forced close", lost(ann, namespace));
        Happening again = ann.next("connect", namespace);
        assertTrue(again.isRecovered(), again::toString);
        say(eve, 21, 30);
        hearsNumbers(ann, "number", 11, 30);
    }

    @OnEachClient(OnEachClient.Which.RECOVERING)
    void after_a_restart_of_the_server_it_is_the_same_and_hears_the_rest(Make make, Way way) {
        String data = "--data=" + folder;
        RealClient ann;
        try (ServerProcess first = ServerProcess.standalone(data, "--drain=10ms")) {
            ann = enter(make, way, first.base(), namespace, "{}");
            try (Client eve = Transport.WEBSOCKET.enter(first.base(), Entering.into(room))) {
                say(eve, 1, 10);
            }
            hearsNumbers(ann, "number", 1, 10);
        }
        assertEquals("transport close", lost(ann, namespace));
        ann.cable().lose();
        try (ServerProcess second = ServerProcess.standalone(data)) {
            try (Client eve = Transport.WEBSOCKET.enter(second.base(), Entering.into(room))) {
                say(eve, 11, 20);
                ann.cable().mend(second.base());
                Happening again = ann.next("connect", namespace);
                assertTrue(again.isRecovered(), again::toString);
                assertEquals(ann.id(namespace), again.text("id"));
                say(eve, 21, 30);
                hearsNumbers(ann, "number", 11, 30);
            }
            ann.disconnect(namespace);
            ann.next("disconnect", namespace);
        }
    }

    @OnEachClient(OnEachClient.Which.NOT_RECOVERING)
    void who_cannot_recover_comes_back_by_itself_and_hears_what_is_said_from_then_on(Make make, Way way) {
        RealClient ann = enter(make, way);
        Client eve = enter(Transport.WEBSOCKET);
        say(eve, 1, 10);
        hearsNumbers(ann, "number", 1, 10);
        ann.cable().lose();
        assertTrue(LOSSES.contains(lost(ann, namespace)), ann.heard()::toString);
        say(eve, 11, 20);
        ann.cable().mend();
        ann.next("connect", namespace);
        say(eve, 21, 30);
        hearsNumbers(ann, "number", 21, 30);
    }
}

package io.roomcast.socketio.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import org.awaitility.Awaitility;

/** A pid never changes, so how old it is counts from its last use and not from the day on which it was given. */
@OwnServer("--heartbeat=300ms --grace=2s --presence=20ms --rate=0 --token-life=1s --ping-interval=1s --ping-timeout=1s")
class OldPidIT extends RealContract {
    /** A token that is given now is not good any more. */
    private void aTokenLivesAndDies() {
        String welcome = Http.post(base, "rooms/clock/members", "{}").body();
        String token = Line.object(welcome).getJsonObject("welcome").getString("token");
        Awaitility.await()
                .until(() -> Http.get(base, "rooms/clock/events", "Roomcast-Token", token)
                                .statusCode()
                        == 401);
    }

    private void say(int number) {
        try (Client eve = Transport.WEBSOCKET.enter(base, Entering.into(room))) {
            eve.send(Commands.publishing("n-" + number, "{\"type\":\"number\",\"data\":" + number + "}"));
            acked(eve.answerTo("n-" + number));
        }
    }

    @OnEachClient(OnEachClient.Which.RECOVERING)
    void who_was_here_all_the_time_is_brought_back_after_a_cut_however_long_ago_it_came(Make make, Way way) {
        RealClient ann = enter(make, way);
        say(1);
        hearsNumbers(ann, "number", 1, 1);
        aTokenLivesAndDies();
        for (int round = 2; round < 4; round++) {
            ann.cable().lose();
            ann.next("disconnect", namespace);
            say(round);
            ann.cable().mend();
            Happening again = ann.next("connect", namespace);
            assertTrue(again.isRecovered(), again::toString);
            assertEquals(ann.id(namespace), again.text("id"));
            hearsNumbers(ann, "number", round, round);
        }
    }

    @OnEachClient(OnEachClient.Which.RECOVERING)
    void who_was_away_longer_than_a_token_lives_comes_anew_and_hears_what_it_missed(Make make, Way way) {
        RealClient ann = enter(make, way);
        String id = ann.id(namespace);
        say(1);
        hearsNumbers(ann, "number", 1, 1);
        ann.cable().lose();
        ann.next("disconnect", namespace);
        Awaitility.await()
                .until(() ->
                        !Http.get(base, "rooms/" + room + "/members").body().contains(id));
        // A token counts whole seconds, and one of them may be nearly over when it is given.
        aTokenLivesAndDies();
        aTokenLivesAndDies();
        aTokenLivesAndDies();
        say(2);
        ann.cable().mend();
        Happening again = ann.next("connect", namespace);
        assertFalse(again.isRecovered(), again::toString);
        assertNotEquals(id, again.text("id"));
        hearsNumbers(ann, "number", 2, 2);
    }
}

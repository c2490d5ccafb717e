package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Commands;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pages show where events are missing because they are no longer kept. */
@OwnServer(
        "--heartbeat=2s --grace=30s --presence=20ms --rate=0 --joins=1000000 --new-rooms=1000000 --history=20 --ring=16")
class GapPageIT extends VisitedRoom {
    private void says(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(number -> {
            String id = "n-" + number;
            eve.send(Commands.publish(id, "line " + number));
            eve.answerTo(id);
        });
    }

    @Test
    @DisplayName("who was away for too long sees which messages are not kept any more, and then those that are")
    void gap() {
        BrowserPage ann = browser.open(cable.base().resolve("?room=" + room));
        ann.await("!document.querySelector('#door').hidden");
        ann.types("#name", "ann");
        ann.await("document.querySelector('#state').dataset.state === 'live'");
        says(1, 2);
        ann.await("document.querySelectorAll('#timeline .text').length === 2");
        cable.lose();
        ann.await("document.querySelector('#state').dataset.state === 'resuming'");
        says(3, 60);
        cable.mend();
        ann.await("document.querySelectorAll('#timeline .text').length === 22");
        assertEquals(1, ann.texts("#timeline .lost").size());
        assertEquals("line 2,Messages 3 to 40 are no longer available.,line 41", ann.text("""
                        [...document.querySelectorAll('#timeline .text, #timeline .lost')].slice(1, 4)
                            .map((one) => one.innerText.match(/line [0-9]+|Messages.*/)[0]).join()
                        """));
        assertEquals(List.of(), ann.failures());
    }
}

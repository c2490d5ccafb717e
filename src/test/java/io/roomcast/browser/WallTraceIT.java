package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Commands;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The cost of the wall while 200 messages fly over it: nothing is laid out or painted again, and nothing takes long. */
@Tag("thorough")
class WallTraceIT extends VisitedRoom {
    private static final int MESSAGES = 200;
    private static final int SECONDS = 5;
    private static final int LONG_TASK_MILLIS = 50;

    @Test
    void nothing_is_laid_out_or_painted_for_the_animation_and_no_task_takes_long() {
        BrowserPage wall = browser.open(cable.base().resolve("wall/?room=" + room));
        wall.looks(1920, 1080, false);
        wall.await("document.querySelector('#state').dataset.state === 'live'");
        Map<String, Long> still = counted(wall.trace(SECONDS));
        IntStream.range(0, MESSAGES).forEach(number -> {
            String id = "m-" + number;
            eve.send(Commands.publishing(
                    id, "{\"type\":\"danmaku\",\"data\":{\"msg\":\"message " + number + "\",\"size\":24}}"));
            eve.answerTo(id);
        });
        wall.await("document.querySelectorAll('.flying').length === " + MESSAGES);
        List<JsonObject> trace = wall.trace(SECONDS);
        assertEquals(
                MESSAGES,
                Integer.parseInt(wall.value("document.querySelectorAll('.flying').length")
                        .toString()));
        Map<String, Long> flying = counted(trace);
        double longest = longest(trace);
        System.out.println("In " + SECONDS + " s an empty wall: " + still + ", with " + MESSAGES + " messages: "
                + flying + ", the longest task " + longest + " ms");
        for (String work : List.of("Layout", "Paint")) {
            assertTrue(
                    flying.getOrDefault(work, 0L) <= still.getOrDefault(work, 0L) + SECONDS,
                    work + ": " + flying + " and still " + still);
        }
        assertTrue(longest < LONG_TASK_MILLIS, longest + " ms");
    }

    private static Map<String, Long> counted(List<JsonObject> trace) {
        return trace.stream()
                .map(event -> event.getString("name"))
                .filter(List.of("Layout", "Paint", "UpdateLayoutTree", "DrawFrame", "FunctionCall")::contains)
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    /** The longest of the tasks that run the page's own scripts, in milliseconds. */
    private static double longest(List<JsonObject> trace) {
        return trace.stream()
                .filter(event -> List.of("FunctionCall", "TimerFire", "FireAnimationFrame", "Layout", "Paint")
                        .contains(event.getString("name")))
                .filter(event -> event.containsKey("dur"))
                .mapToDouble(event -> event.getJsonNumber("dur").doubleValue() / 1_000)
                .max()
                .orElse(0);
    }
}

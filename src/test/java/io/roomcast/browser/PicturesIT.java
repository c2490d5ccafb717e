package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.server.War;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Pictures of every page, in target/pictures: empty, busy, offline and in trouble, on a phone and on a desk, light and dark,
 * in both languages. In none is a text clipped, a letter a box, or a list empty without a sentence.
 */
@Tag("thorough")
class PicturesIT extends VisitedRoom {
    private static final Path PICTURES = War.path().toAbsolutePath().resolveSibling("pictures");
    private static final Map<String, int[]> SIZES =
            Map.of("phone", new int[] {390, 844}, "desk", new int[] {1280, 800});
    private static final String LIVE = "document.querySelector('#state').dataset.state === 'live'";
    private static final String AWAY = "document.querySelector('#state').dataset.state === 'resuming'";

    private final List<Client> guests = new ArrayList<>();

    /** The state of a page, and the steps that lead to it. */
    private enum Scene {
        DOOR("", "!document.querySelector('#door').hidden"),
        DOOR_ERROR("", "!document.querySelector('#door').hidden"),
        CHAT_EMPTY("", LIVE),
        CHAT_BUSY("", LIVE),
        CHAT_OFFLINE("", LIVE),
        WALL_EMPTY("wall/", LIVE),
        WALL_BUSY("wall/", LIVE),
        WALL_OFFLINE("wall/", LIVE),
        WALL_ERROR("wall/", "document.querySelector('#trouble').innerText !== ''"),
        POST_EMPTY("post/", LIVE),
        POST_BUSY("post/", LIVE),
        POST_OFFLINE("post/", LIVE),
        POST_ERROR("post/", LIVE),
        LAB_EMPTY("lab/", "document.querySelectorAll('.panel[data-state=open]').length === 6"),
        LAB_BUSY("lab/", "document.querySelectorAll('.panel[data-state=open]').length === 6"),
        LAB_OFFLINE("lab/", "document.querySelectorAll('.panel[data-state=open]').length === 6"),
        LAB_ERROR("lab/", "document.querySelector('#trouble').innerText !== ''"),
        START("start/", "document.querySelectorAll('#snippets section').length === 7");

        private final String path;
        private final String ready;

        Scene(String path, String ready) {
            this.path = path;
            this.ready = ready;
        }
    }

    @AfterEach
    void guestsGoHome() {
        guests.forEach(Client::close);
    }

    @ParameterizedTest
    @EnumSource(Scene.class)
    void nothing_is_clipped_a_box_or_without_a_sentence(Scene scene) throws IOException {
        Files.createDirectories(PICTURES);
        if (scene == Scene.CHAT_BUSY) {
            much();
        }
        String wanted = scene == Scene.WALL_ERROR || scene == Scene.LAB_ERROR ? "..%2Fx" : room;
        BrowserPage page = browser.open(cable.base().resolve(scene.path + "?room=" + wanted));
        page.looks(390, 844, false);
        if (scene.name().startsWith("CHAT")) {
            page.await(Scene.DOOR.ready);
            page.types("#name", "安 Ann");
        }
        page.await(scene.ready);
        play(scene, page);
        for (String language : List.of("en", "zh")) {
            for (String size : SIZES.keySet()) {
                for (boolean dark : List.of(false, true)) {
                    page.looks(SIZES.get(size)[0], SIZES.get(size)[1], dark);
                    String name = String.join(
                            "-", scene.name().toLowerCase(Locale.ROOT), size, dark ? "dark" : "light", language);
                    page.settle();
                    page.picture(PICTURES.resolve(name + ".png"));
                    assertEquals("[]", page.value(Looks.CLIPPED).toString(), name);
                    assertEquals("[]", page.value(Looks.BOXES).toString(), name);
                    assertEquals("[]", page.value(Looks.SPEECHLESS).toString(), name);
                }
            }
            page.value("void document.querySelector('#language').click()");
        }
    }

    /** Much was said before the page is opened, by many, and not only what is easy to show. */
    private void much() {
        List<String> names =
                List.of("Bob", "李雷", "محمد", "a-very-long-name-without-any-place-to-break-it-in-two-parts", "😀");
        names.forEach(name -> guests.add(
                Transport.WEBSOCKET.enter(cable.base(), Entering.into(room).named(name))));
        List<String> texts = List.of(
                "hello",
                "大家好，今天的弹幕墙真热闹！",
                "مرحبا بالجميع",
                "w".repeat(300),
                "https://example.org/" + "path/".repeat(30),
                "😀 ☺ 你好");
        IntStream.range(0, 60).forEach(number -> {
            Client guest = guests.get(number % guests.size());
            String id = "much-" + number;
            guest.send(Commands.publish(id, texts.get(number % texts.size())));
            guest.answerTo(id);
        });
    }

    private void play(Scene scene, BrowserPage page) {
        switch (scene) {
            case DOOR_ERROR -> page.types("#room-name", "../x");
            case WALL_BUSY -> {
                much();
                page.await("document.querySelectorAll('.flying').length > 5");
            }
            case CHAT_OFFLINE, WALL_OFFLINE -> goesAway(page);
            case POST_BUSY ->
                IntStream.range(0, 8).forEach(number -> {
                    page.types("#text", "弹幕 " + number);
                    page.await("document.querySelectorAll('#sent .arrived').length === " + (number + 1));
                });
            case POST_OFFLINE -> {
                goesAway(page);
                page.types("#text", "弹幕");
            }
            case POST_ERROR -> {
                page.value("document.querySelector('#text').value = 'half \\ud800'");
                page.click("#post button.main");
                page.await("document.querySelectorAll('#sent .refused').length === 1");
            }
            case LAB_BUSY -> {
                page.click("#ten");
                page.await(
                        "[...document.querySelectorAll('#table tr')].every((row) => Number(row.children[2].innerText) >= 10)");
            }
            case LAB_OFFLINE -> {
                cable.lose();
                page.await("document.querySelectorAll('.panel[data-state=open]').length === 0");
            }
            default -> {}
        }
        if (scene == Scene.CHAT_OFFLINE) {
            page.types("#say", "not sent yet");
        }
    }

    private void goesAway(BrowserPage page) {
        cable.lose();
        page.await(AWAY);
    }
}

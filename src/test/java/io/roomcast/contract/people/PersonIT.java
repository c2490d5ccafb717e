package io.roomcast.contract.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Person;
import io.roomcast.contract.client.Transport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person types commands on TCP, and reads the answers. A seat that were not given up would be kept for an hour. */
@OwnServer("--heartbeat=300ms --grace=1h --presence=20ms --rate=0 --joins=1000000 --new-rooms=1000000")
class PersonIT extends Contract {
    private Person person() {
        Person person = new Person(base).says("/join " + room);
        person.hears("in " + room);
        return person;
    }

    @Test
    void a_line_is_a_message_of_which_the_sender_hears_nothing() {
        Client bob = enter(Transport.WEBSOCKET);
        try (Person ann = person()) {
            ann.says("hello\r").says("").says("//slash").says("/unknown").says("{\"publish\":1}");
            hearsNext(bob, "hello", "/slash", "/unknown", "{\"publish\":1}");
            publish(bob, "done");
            ann.hears("done");
            assertFalse(ann.heard().toString().contains("hello"), ann.heard()::toString);
            assertFalse(history("last=10").toString().isEmpty());
        }
    }

    @Test
    void who_goes_to_another_room_is_in_that_one_only() {
        Client there = enter(Transport.WEBSOCKET, Entering.into(room + "-2"));
        Client here = enter(Transport.WEBSOCKET);
        try (Person ann = person()) {
            here.next(line -> line.is("presence") && line.text().contains("joined"));
            ann.says("/join " + room + "-2").says("there");
            hearsNext(there, "there");
            here.next(line -> line.is("presence") && line.text().contains("\"left\":[{"));
            publish(here, "not for ann");
            publish(there, "for ann");
            ann.hears("for ann");
            assertFalse(ann.heard().toString().contains("not for ann"), ann.heard()::toString);
        }
    }

    @Test
    void who_takes_a_name_goes_by_it() {
        Client bob = enter(Transport.WEBSOCKET);
        try (Person ann = person()) {
            ann.says("/name  änn ").says("hi");
            assertEquals("änn", bob.nextEvent().json().getJsonObject("from").getString("name"));
            ann.says("/name \u202eevil").says("still");
            ann.hears("! a name has");
            assertEquals("änn", bob.nextEvent().json().getJsonObject("from").getString("name"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/join ../x", "/join a/b"})
    void a_room_that_cannot_be_is_refused_in_a_sentence(String line) {
        try (Person ann = person()) {
            ann.says(line).hears("! a room's name");
            Client bob = enter(Transport.WEBSOCKET);
            ann.says("still here");
            hearsNext(bob, "still here");
        }
    }

    @Test
    void what_is_no_utf8_is_said_in_english_and_chinese_and_nobody_else_hears_of_it() {
        Client bob = enter(Transport.WEBSOCKET);
        try (Person ann = person()) {
            ann.sends(new byte[] {'a', (byte) 0xff, '\n'}).says("good");
            String sentence = ann.hears("UTF-8");
            assertTrue(sentence.contains("was not sent") && sentence.contains("没有发送"), sentence);
            hearsNext(bob, "good");
        }
    }

    @Test
    void nothing_said_looks_like_another_line_or_gives_orders_to_a_terminal() {
        Client bob = enter(Transport.WEBSOCKET, Entering.into(room).named("{bob"));
        try (Person ann = person()) {
            bob.send(Commands.publish("c-1", "a\neve: b\u001b[2J\u202e"));
            assertEquals("“{bob”: a eve: b [2J ", ann.hears("eve: b"));
            bob.send(Commands.publishing("c-2", "{\"type\":\"dev\",\"data\":{\"k\":[1,2]}}"));
            assertEquals("“{bob” [dev]: {\"k\":[1,2]}", ann.hears("dev"));
        }
    }

    @Test
    void who_comes_and_goes_is_told() {
        try (Person ann = person()) {
            Person bob = person();
            bob.says("/name bob");
            ann.hears("* bob is here");
            bob.close();
            ann.hears("* bob left");
        }
    }

    @Test
    void a_line_beyond_the_bound_is_refused_and_ends_it() {
        try (Person ann = person()) {
            ann.sends("x".repeat((64 << 10) + 1).getBytes(StandardCharsets.UTF_8));
            ann.hears("! a line has at most 65536 bytes");
            ann.hearsTheEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1", "POST /x HTTP/1.0"})
    void what_speaks_http_is_not_heard(String first) {
        Client bob = enter(Transport.WEBSOCKET, Entering.into("lobby"));
        try (Person page = new Person(base)) {
            page.says(first + "\r\nHost: x\r\n\r\nevil " + room);
            page.hearsTheEnd();
        }
        bob.say("good " + room);
        assertEquals(
                "good " + room, bob.next(line -> line.text().contains(room)).said());
    }

    @Test
    void what_speaks_tls_is_not_heard() {
        try (Person page = new Person(base)) {
            page.sends(new byte[] {0x16, 3, 1, 2, 0, 1});
            page.hearsTheEnd();
        }
    }

    @Test
    void the_last_line_needs_no_end_and_half_a_connection_hears_the_answers() {
        Client bob = enter(Transport.WEBSOCKET);
        try (Person ann = person()) {
            bob.next(line -> line.is("presence"));
            ann.sends("last words".getBytes(StandardCharsets.UTF_8)).endsItsSide();
            hearsNext(bob, "last words");
            assertEquals(List.of("* bye: you finished sending"), tail(ann.hearsTheEnd()));
        }
        bob.next(line -> line.is("presence") && line.text().contains("\"left\":[{"));
    }

    private static List<String> tail(List<String> heard) {
        return heard.subList(heard.size() - 1, heard.size());
    }

    @Test
    void a_program_that_ends_its_side_hears_its_acks() {
        Client bob = enter(Transport.WEBSOCKET);
        try (Person program = new Person(base)) {
            StringBuilder said = new StringBuilder("/json\n{\"join\":" + Commands.quoted(room) + "}\n");
            for (int n = 0; n < 50; n++) {
                said.append("{\"room\":" + Commands.quoted(room) + ",\"publish\":{\"data\":" + n + "},\"id\":\"p-" + n
                        + "\"}\n");
            }
            program.sends(said.toString().getBytes(StandardCharsets.UTF_8)).endsItsSide();
            long acks = program.hearsTheEnd().stream()
                    .filter(line -> line.startsWith("{\"ack\""))
                    .count();
            assertEquals(50, acks, program.heard()::toString);
        }
        for (int n = 0; n < 50; n++) {
            assertEquals(String.valueOf(n), bob.nextEvent().data().toString());
        }
    }

    @Test
    void who_sends_megabytes_in_one_line_and_listens_only_then_still_hears_why_it_was_refused() {
        try (Person ann = person()) {
            ann.sends("x".repeat(4 << 20).getBytes(StandardCharsets.UTF_8)).endsItsSide();
            ann.hears("! a line has at most 65536 bytes");
            ann.hearsTheEnd();
        }
    }

    @Test
    void a_program_that_sends_megabytes_and_ends_its_side_hears_the_last_ack() {
        String big = "x".repeat(60_000);
        try (Person program = new Person(base)) {
            program.says("/json").says("{\"join\":" + Commands.quoted(room) + "}");
            for (int n = 1; n <= 100; n++) {
                program.says("{\"publish\":{\"data\":\"" + big + "\",\"echo\":false},\"room\":" + Commands.quoted(room)
                        + ",\"id\":\"p-" + n + "\"}");
            }
            program.endsItsSide();
            program.hears("{\"ack\":\"p-100\"");
            List<String> heard = program.hearsTheEnd();
            assertEquals(
                    100,
                    heard.stream().filter(line -> line.startsWith("{\"ack\"")).count());
        }
    }
}

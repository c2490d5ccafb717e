package io.roomcast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Person;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.socketio.client.RealContract;

/**
 * The start of the tests of demos: a server on which they run, and people in a demo's room. That room is shared, so
 * that names and texts of one test are its own, and others that come and go are passed over.
 */
@OwnServer(OwnServer.QUICK + " --demos=on")
abstract class DemoContract extends RealContract {

    /** Somebody with nothing but lines, in this room. */
    protected final Person person(String where) {
        Person person = new Person(base).says("/join " + where);
        person.hears("in " + where);
        return person;
    }

    protected final Person person(String where, String name) {
        Person person = person(where).says("/name " + name);
        person.hears(name);
        return person;
    }

    /** Somebody by this name in this room. */
    protected final Client enter(Transport transport, String where, String name) {
        return enter(transport, Entering.into(where).named(name));
    }

    /** A name, or a text, that no other test has. */
    protected final String own(String text) {
        return text + room.substring(room.length() - 8);
    }

    /** Takes the next event of this type that says this, and leaves the others for later. */
    protected static Line hears(Client client, String type, String said) {
        return client.next(line -> isEvent(line, type) && line.data().toString().equals(Commands.quoted(said)));
    }

    /** Asserts that the next event of this type says this. */
    protected static void hearsFirst(Client client, String type, String said) {
        assertEquals(said, client.next(line -> isEvent(line, type)).said());
    }

    private static boolean isEvent(Line line, String type) {
        return line.isEvent() && line.json().getString("type").equals(type);
    }

    /** Publishes an event of this type that says this; gives the answer. */
    protected final Line says(Client client, String type, String said) {
        return saysJson(client, type, Commands.quoted(said));
    }

    protected final Line saysJson(Client client, String type, String data) {
        String id = "s-" + java.util.UUID.randomUUID();
        client.send(Commands.publishing(id, "{\"type\":" + Commands.quoted(type) + ",\"data\":" + data + "}"));
        return client.answerTo(id);
    }
}

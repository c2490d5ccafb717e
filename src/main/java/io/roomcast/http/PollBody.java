package io.roomcast.http;

import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Ending;
import io.roomcast.wire.JsonLines;
import io.roomcast.wire.NamedObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The deliveries to one poll, collected as JSON. One thread at a time. */
final class PollBody {

    private final JsonLines lines;
    private final ByteArrayOutputStream events = new ByteArrayOutputStream();
    private Position position; // null until it is known
    private Delivery.Presence presence; // null until it changes
    private int count;
    private long following;
    private boolean unbroken;

    PollBody(JsonLines lines, Start start) {
        this.lines = lines;
        if (start instanceof Start.After after) {
            this.position = after.position();
            this.following = after.position().offset() + 1;
            this.unbroken = !after.position().equals(Position.START);
        }
    }

    void take(Delivery delivery) {
        if (delivery instanceof Batch batch) {
            batch.events().forEach(this::take);
            position = batch.end();
        } else if (delivery instanceof Delivery.Gap gap) {
            position = gap.position();
            unbroken = false;
            add((lines.line(gap) + "\n").getBytes(StandardCharsets.UTF_8));
        } else if (delivery instanceof Delivery.Stand stand) {
            position = stand.position();
        } else if (delivery instanceof Delivery.Presence news) {
            presence = news;
        } else if (delivery instanceof Delivery.Ask) {
            unbroken = false;
            add((lines.line(delivery) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void take(Event event) {
        unbroken &= event.offset() == following++ && !event.content().isFiltered();
        count++;
        add(event.in(JsonLines.BYTES));
    }

    private void add(byte[] line) {
        if (events.size() > 0) {
            events.write(',');
        }
        events.write(line, 0, line.length - 1);
    }

    void standsAt(Position now) {
        position = now;
    }

    /** Returns the reader's position, if it is known yet. */
    Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    boolean isEmpty() {
        return events.size() == 0 && presence == null;
    }

    int size() {
        return events.size();
    }

    /** Whether this is a full page that every reader would get, now and later. */
    boolean isFullPage(int limit) {
        return unbroken && presence == null && count == limit;
    }

    /** Returns the body of the response. */
    byte[] json() {
        return json("");
    }

    /** Returns the body of the last response, with a farewell. */
    byte[] json(Ending ending, String room) {
        return json(key(lines.ended(ending, room)));
    }

    /** The events are bytes already, and are not encoded again. */
    private byte[] json(String bye) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(events.size() + 100);
        String at = position == null ? "" : position.toString();
        json.writeBytes(bytes("{\"position\":\"" + at + "\",\"events\":["));
        json.writeBytes(events.toByteArray());
        json.writeBytes(bytes("]" + (presence == null ? "" : key(lines.object(presence))) + bye + "}\n"));
        return json.toByteArray();
    }

    private static String key(NamedObject object) {
        return ",\"" + object.name() + "\":" + object.content();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

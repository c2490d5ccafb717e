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

/**
 * The deliveries to one poll as JSON: collected, or written in pieces while they come. Then the position, which is known
 * last, stands last. One thread at a time.
 */
final class PollBody {

    private final JsonLines lines;
    private final ByteArrayOutputStream events = new ByteArrayOutputStream();
    private Position position; // null until it is known
    private Delivery.Presence presence; // null until it changes
    private int count;
    private int passed;
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
        if (size() > 0) {
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
        return size() == 0 && presence == null;
    }

    /** Returns how many bytes the events have, with those that were passed on. */
    int size() {
        return passed + events.size();
    }

    /** Returns how many bytes of events are collected here. */
    int collected() {
        return events.size();
    }

    /** Whether the first piece was passed on. */
    boolean isBegun() {
        return passed > 0;
    }

    /** Passes on what is collected, as the next piece of the body. */
    byte[] piece() {
        byte[] piece = joined(isBegun() ? "" : "{\"events\":[", "");
        passed += events.size();
        events.reset();
        return piece;
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

    private byte[] json(String bye) {
        String at = "\"position\":\"" + (position == null ? "" : position.toString()) + '"';
        String end = (presence == null ? "" : key(lines.object(presence))) + bye + "}\n";
        return isBegun() ? joined("", "]," + at + end) : joined("{" + at + ",\"events\":[", "]" + end);
    }

    /** The events are bytes already, and are not encoded again. */
    private byte[] joined(String before, String after) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(before.length() + events.size() + after.length());
        joined.writeBytes(bytes(before));
        joined.writeBytes(events.toByteArray());
        joined.writeBytes(bytes(after));
        return joined.toByteArray();
    }

    private static String key(NamedObject object) {
        return ",\"" + object.name() + "\":" + object.content();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

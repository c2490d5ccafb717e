package io.roomcast.simulation;

import io.roomcast.room.time.Time;
import java.util.PriorityQueue;

/**
 * Virtual time, in microseconds, and what is to happen when. What is due at the same moment happens in the order in which
 * it was asked for. One thread.
 */
public final class Agenda {
    public static final long MILLI = 1000;
    public static final long SECOND = 1000 * MILLI;

    private final PriorityQueue<Item> items = new PriorityQueue<>();
    private long now;
    private long asked;

    private static final class Item implements Comparable<Item>, Time.Alarm {
        private final long at;
        private final long number;
        private final Runnable deed;
        private boolean off;

        Item(long at, long number, Runnable deed) {
            this.at = at;
            this.number = number;
            this.deed = deed;
        }

        @Override
        public int compareTo(Item other) {
            int byTime = Long.compare(at, other.at);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }

        @Override
        public void off() {
            off = true;
        }
    }

    public long now() {
        return now;
    }

    /** Does something after a while, unless it is switched off before. */
    public Time.Alarm after(long micros, Runnable deed) {
        Item item = new Item(now + Math.max(0, micros), asked++, deed);
        items.add(item);
        return item;
    }

    /** Whether anything happens until then. */
    public boolean hasUntil(long then) {
        while (!items.isEmpty() && items.peek().off) {
            items.remove();
        }
        return !items.isEmpty() && items.peek().at <= then;
    }

    /** Lets the next thing happen if it is due until then; else it is that time, and this is false. */
    public boolean next(long then) {
        if (!hasUntil(then)) {
            now = Math.max(now, then);
            return false;
        }
        Item item = items.remove();
        now = item.at;
        item.deed.run();
        return true;
    }
}

package io.roomcast.room.log;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How far a log reaches at one moment: its epochs with the offset behind which each began, the oldest event that is
 * kept, and the head. A log that was never written to has no epoch and reaches nowhere.
 */
public record LogExtent(List<Epoch> epochs, long oldest, long head) {
    /** A log that has not been born. */
    public static final LogExtent UNBORN = new LogExtent(List.of(), 1, 0);

    /** The name of an unbroken life of a log, and the offset of the last event before it. */
    public record Epoch(String name, long after) {
        private static final int NAME_BYTES = 6;

        /** A name that no other epoch has. */
        public static String newName(RandomGenerator random) {
            byte[] bytes = new byte[NAME_BYTES];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }

    public LogExtent {
        epochs = List.copyOf(epochs);
    }

    public boolean isBorn() {
        return !epochs.isEmpty();
    }

    /** The position of a reader who has everything. */
    public Position end() {
        return isBorn() ? new Position(newest().name(), head) : Position.START;
    }

    /** The position behind which the oldest kept event lies. */
    public Position beginning() {
        return position(oldest - 1);
    }

    /** The position at an offset, named by the epoch in which the event there was written. */
    public Position position(long offset) {
        if (!isBorn()) {
            return Position.START;
        }
        String name = epochs.get(0).name();
        for (Epoch epoch : epochs) {
            if (epoch.after() < offset) {
                name = epoch.name();
            }
        }
        return new Position(name, offset);
    }

    /** Whether the position lies in this log: its epoch is one of ours and had come that far. */
    public boolean holds(Position position) {
        if (position.equals(Position.START)) {
            return true;
        }
        int index = indexOf(position.epoch());
        return index >= 0 && position.offset() <= endOf(index);
    }

    /** Whether the log has gone on without a break since this position. */
    public boolean isOfNewestEpoch(Position position) {
        return position.epoch().equals(end().epoch());
    }

    /** Where a reader whose position this log does not hold goes on: at the end of its epoch, or at the beginning. */
    public Position insteadOf(Position lost) {
        int index = indexOf(lost.epoch());
        if (index < 0) {
            return beginning();
        }
        int next = Math.min(index + 1, epochs.size() - 1);
        return new Position(epochs.get(next).name(), endOf(index));
    }

    /** The last offset up to which this log is the one that the position was given for; 0 if it is quite another. */
    public long sharedUpTo(Position position) {
        int index = indexOf(position.epoch());
        return index < 0 ? 0 : Math.min(position.offset(), endOf(index));
    }

    /** Where an epoch that ended goes over into the next, for a reader who stands at its end; else the position itself. */
    public Position acrossEpochs(Position position) {
        int index = indexOf(position.epoch());
        boolean atEnd = index >= 0 && index < epochs.size() - 1 && position.offset() == endOf(index);
        return atEnd ? new Position(epochs.get(index + 1).name(), position.offset()) : position;
    }

    /** The last offset of the epoch in which the offset after this one lies, so that a page never mixes two epochs. */
    public long endOfEpochAfter(long offset) {
        for (int index = 0; index < epochs.size(); index++) {
            if (offset < endOf(index)) {
                return endOf(index);
            }
        }
        return head;
    }

    /** Whether this is that log, the same or after it went on: each position that it held is held here. */
    public boolean continues(LogExtent before) {
        int known = before.epochs.size();
        return head >= before.head
                && epochs.size() >= known
                && epochs.subList(0, known).equals(before.epochs)
                && (epochs.size() == known || known == 0 || epochs.get(known).after() >= before.head);
    }

    /** The same log when it reached only as far as this offset. */
    public LogExtent upTo(long offset) {
        List<Epoch> begun = epochs.stream()
                .filter(epoch -> epoch.after() < Math.max(offset, 1))
                .toList();
        return new LogExtent(begun, oldest, offset);
    }

    /** The same log after its head was seen further on. */
    public LogExtent grownTo(Position end) {
        if (end.offset() <= head && isBorn()) {
            return this;
        }
        if (isBorn() && newest().name().equals(end.epoch())) {
            return new LogExtent(epochs, oldest, end.offset());
        }
        List<Epoch> grown = new ArrayList<>(epochs);
        grown.add(new Epoch(end.epoch(), head));
        return new LogExtent(grown, oldest, end.offset());
    }

    private Epoch newest() {
        return epochs.get(epochs.size() - 1);
    }

    private int indexOf(String name) {
        for (int index = 0; index < epochs.size(); index++) {
            if (epochs.get(index).name().equals(name)) {
                return index;
            }
        }
        return -1;
    }

    private long endOf(int index) {
        return index == epochs.size() - 1 ? head : epochs.get(index + 1).after();
    }
}

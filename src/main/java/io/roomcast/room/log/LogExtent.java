package io.roomcast.room.log;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * How far a log reaches at some time: its epochs, each with the offset behind which it began, the oldest kept event,
 * and the head. A log that was never written to has no epoch.
 */
public record LogExtent(List<Epoch> epochs, long oldest, long head) {
    /** The extent of a log without a first event. */
    public static final LogExtent UNBORN = new LogExtent(List.of(), 1, 0);

    /** No log ever gets there. */
    private static final long HIGHEST = Long.MAX_VALUE / 2;

    /** One epoch: its name, and the offset of the last event before it. */
    public record Epoch(String name, long after) {
        private static final int NAME_BYTES = 6;

        /** Returns a name that no other epoch has. */
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

    /** Whether a log can reach so far: its offsets and epochs are in order, and it can still grow. */
    public boolean isSound() {
        List<Long> ends = Stream.concat(epochs.stream().map(Epoch::after), Stream.of(head))
                .toList();
        return oldest >= 1
                && oldest <= head + 1
                && head <= HIGHEST
                && (isBorn() ? ends.get(0) >= 0 : head == 0)
                && ends.equals(ends.stream().sorted().toList())
                && epochs.stream().map(Epoch::name).distinct().count() == epochs.size();
    }

    /** Returns the position of a reader that has everything. */
    public Position end() {
        return isBorn() ? new Position(newest().name(), head) : Position.START;
    }

    /** Returns the position right before the oldest kept event. */
    public Position beginning() {
        return position(oldest - 1);
    }

    /** Returns the position at an offset, in the epoch in which the event there was written. */
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

    /** Whether the position is in this log: its epoch is one of this log's and reached that far. */
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

    /** Returns where a reader goes on whose position is not in this log: at its epoch's end, or at the beginning. */
    public Position insteadOf(Position lost) {
        int index = indexOf(lost.epoch());
        if (index < 0) {
            return beginning();
        }
        int next = Math.min(index + 1, epochs.size() - 1);
        return new Position(epochs.get(next).name(), endOf(index));
    }

    /** Returns the last offset up to which this log is the one that the position was given for; 0 if it is another. */
    public long sharedUpTo(Position position) {
        int index = indexOf(position.epoch());
        return index < 0 ? 0 : Math.min(position.offset(), endOf(index));
    }

    /** Returns the position in the next epoch for a reader at the end of an old one; otherwise the same. */
    public Position acrossEpochs(Position position) {
        int index = indexOf(position.epoch());
        boolean atEnd = index >= 0 && index < epochs.size() - 1 && position.offset() == endOf(index);
        return atEnd ? new Position(epochs.get(index + 1).name(), position.offset()) : position;
    }

    /** Returns the last offset of the epoch of the next offset: a page never mixes two epochs. */
    public long endOfEpochAfter(long offset) {
        for (int index = 0; index < epochs.size(); index++) {
            if (offset < endOf(index)) {
                return endOf(index);
            }
        }
        return head;
    }

    /** Whether this is the same log, unchanged or longer: it holds each position of {@code before}. */
    public boolean continues(LogExtent before) {
        int known = before.epochs.size();
        return head >= before.head
                && epochs.size() >= known
                && epochs.subList(0, known).equals(before.epochs)
                && (epochs.size() == known || known == 0 || epochs.get(known).after() >= before.head);
    }

    /** Returns the same log when it reached only as far as this offset. */
    public LogExtent upTo(long offset) {
        List<Epoch> begun = epochs.stream()
                .filter(epoch -> epoch.after() < Math.max(offset, 1))
                .toList();
        return new LogExtent(begun, oldest, offset);
    }

    /** Returns the same log after its head moved on. */
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

package io.roomcast.scenario;

import io.roomcast.room.log.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that one client received of a room, from the room's beginning, in the order in which it came. For one thread. */
public final class Transcript {
    private final String client;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Optional<Position> end = Optional.empty();

    /** One event: its offset, and the data that no other event of the room has. */
    public record Entry(long offset, String data) {}

    private record Gap(long from, long to, boolean onlyPrivate) {
        private boolean covers(long offset) {
            return from <= offset && offset <= to;
        }
    }

    /** @param client its member id, where some events are not for everybody */
    public Transcript(String client) {
        this.client = client;
    }

    /** Adds an event that the client received. */
    public void received(long offset, String data) {
        entries.add(new Entry(offset, data));
    }

    /** Adds a gap that the client was told of: these events are lost, or the private ones among them. */
    public void gap(long from, long to, boolean onlyPrivate) {
        gaps.add(new Gap(from, to, onlyPrivate));
    }

    /** Adds something that is wrong from the client's own point of view. */
    public void complain(String problem) {
        complaints.add(problem);
    }

    /** Notes where the client stands after all that it received. */
    public void standsAt(Position position) {
        end = Optional.of(position);
    }

    String client() {
        return client;
    }

    /** The number of gaps that the client was told of. */
    int gaps() {
        return gaps.size();
    }

    /** The events, in the order in which they came. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    Optional<Position> end() {
        return end;
    }

    /** Whether a gap says that whatever was at this offset is lost. */
    boolean isLost(long offset) {
        return gaps.stream().anyMatch(gap -> !gap.onlyPrivate() && gap.covers(offset));
    }

    /** Whether a gap says that the private event at this offset is lost. */
    boolean isPrivateLost(long offset) {
        return gaps.stream().anyMatch(gap -> gap.covers(offset));
    }
}

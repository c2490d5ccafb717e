package io.roomcast.engine.sqlite.space;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps a store within its bound. At 100 % the rooms that wrote most recently give up their oldest rows, in the
 * transaction that writes more; at 110 % publishes are refused. A quiet room gives up nothing for them. What counts is
 * the part of the file that is in use, so that nothing is left out and nothing drifts. Used by the write thread.
 */
public final class DiskSpace {
    /** The most rows that one transaction gives up, besides two for each draft: a few milliseconds. */
    private static final int BITE = 500;

    private static final int REFUSED_BEYOND = 10;
    /** The part of the bound that is freed at once, so that not every publish has to look for who pays. */
    private static final int FREED = 128;

    private static final long MOST_FREED = 1 << 20;
    private static final int PAGE = 4096;
    /** A row that is larger continues on pages of its own. */
    private static final int IN_A_ROW = 1000;
    /** Roughly how many bytes an id takes. */
    private static final int ID = 200;
    /** A room that pays costs at least as much as so many rows. */
    private static final int ROOM_IN_ROWS = 4;

    private final long bound;
    private final RecentWrites recent = new RecentWrites();
    private long used;
    private int rowsLeft;
    private boolean refuses;

    /** The store in the open transaction. */
    public interface Rows {
        /** Returns how many bytes are in use. */
        long used() throws SQLException;

        /** Gives up the oldest rows of a room, about so many bytes or fewer; returns how many rows. */
        long giveUp(String room, int rows, long bytes) throws SQLException;
    }

    public DiskSpace(long bound) {
        this.bound = bound;
    }

    /** Begins a transaction for so many drafts. */
    public void begin(Rows rows, int drafts) throws SQLException {
        used = rows.used();
        rowsLeft = BITE + 2 * drafts;
        refuses = false;
    }

    /** Makes room for a draft; false if it must be refused, and with it all that follow in this transaction. */
    public boolean fits(Draft draft, long now, Rows rows) throws SQLException {
        long more = size(draft);
        if (!refuses && used + more > bound) {
            recent.add(draft.room(), 1, now);
            makeRoom(more, rows);
        }
        refuses |= used + more > bound + bound / REFUSED_BEYOND;
        if (!refuses) {
            used += more;
            recent.add(draft.room(), more, now);
        }
        return !refuses;
    }

    /**
     * Lets the rooms that wrote most recently give up rows, until that many bytes fit, and a little more. Returns how
     * many bytes beyond the bound they cannot give up.
     */
    public long makeRoom(long more, Rows rows) throws SQLException {
        if (rowsLeft > 0) {
            used = rows.used();
            long wanted = bound - Math.min(bound / FREED, MOST_FREED) - more;
            for (String room : used > wanted ? recent.most() : List.<String>of()) {
                pay(room, wanted, rows);
            }
        }
        return rowsLeft > 0 ? Math.max(0, used - bound) : 0;
    }

    private void pay(String room, long wanted, Rows rows) throws SQLException {
        long gone = 1;
        while (gone > 0 && used > wanted && rowsLeft > 0) {
            gone = rows.giveUp(room, rowsLeft, used - wanted);
            rowsLeft -= (int) Math.max(gone, ROOM_IN_ROWS);
            used = rows.used();
        }
        if (gone == 0) {
            recent.forget(room);
        }
    }

    /** Returns roughly how many bytes of the file it will take. */
    private static long size(Draft draft) {
        long size = draft.isRepeatable() ? ID : 0;
        for (Content content : draft.contents()) {
            long row = Event.OVERHEAD + content.size();
            size += row <= IN_A_ROW ? row : IN_A_ROW + (row + PAGE - 1) / PAGE * PAGE;
        }
        return size;
    }
}

package io.roomcast.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The course of a run, as one number that is the same in every JVM, and as text where somebody wants to read it. One thread. */
public final class Trace {
    private final Agenda agenda;
    private final boolean isKept;
    private final List<String> lines = new ArrayList<>();
    private long hash;

    public Trace(Agenda agenda, boolean isKept) {
        this.agenda = agenda;
        this.isKept = isKept;
    }

    /** Details are texts, numbers and positions: nothing whose hash is another in another JVM. */
    public void note(String what, Object... details) {
        hash = hash * 31 + agenda.now();
        hash = hash * 31 + what.hashCode();
        for (Object detail : details) {
            hash = hash * 31 + Objects.hashCode(detail);
        }
        if (isKept) {
            lines.add(agenda.now() / Agenda.MILLI + " ms  " + said(what, details));
        }
    }

    /** The sentence with its details, each in place of the next {@code %s}. */
    public static String said(String what, Object... details) {
        StringBuilder said = new StringBuilder();
        int from = 0;
        for (Object detail : details) {
            int place = what.indexOf("%s", from);
            said.append(what, from, place).append(detail);
            from = place + 2;
        }
        return said.append(what, from, what.length()).toString();
    }

    public long now() {
        return agenda.now();
    }

    public long hash() {
        return hash;
    }

    public List<String> lines() {
        return lines;
    }
}

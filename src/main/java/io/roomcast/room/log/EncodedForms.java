package io.roomcast.room.log;

import java.util.function.Supplier;

/** The encoded forms of one immutable object. Any thread may ask; racing threads may encode twice. */
public final class EncodedForms {
    /** Roughly how many bytes a form takes besides what it holds. */
    private static final int OVERHEAD = 60;

    private volatile Form forms;

    private record Form(Object format, Object made, Form next) {}

    /** Returns the form in this format, encoded once. Each format is one object and makes one type. */
    @SuppressWarnings("unchecked")
    public <T> T in(Object format, Supplier<T> make) {
        for (Form form = forms; form != null; form = form.next()) {
            if (form.format() == format) {
                return (T) form.made();
            }
        }
        T made = make.get();
        forms = new Form(format, made, forms);
        return made;
    }

    /** Returns roughly how many bytes the forms take; one that is neither bytes nor text counts as so many. */
    long bytes(long other) {
        long bytes = 0;
        for (Form form = forms; form != null; form = form.next()) {
            bytes += OVERHEAD + bytes(form.made(), other);
        }
        return bytes;
    }

    private static long bytes(Object made, long other) {
        if (made instanceof byte[] array) {
            return array.length;
        }
        return made instanceof String text ? text.length() : other;
    }
}

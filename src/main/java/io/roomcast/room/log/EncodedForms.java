package io.roomcast.room.log;

import java.util.function.Supplier;

/** The encoded forms of one immutable object. Any thread may ask; racing threads may encode twice. */
public final class EncodedForms {
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
}

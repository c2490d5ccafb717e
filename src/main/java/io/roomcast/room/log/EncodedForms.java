package io.roomcast.room.log;

import java.util.function.Supplier;

/**
 * The encoded forms of one immutable object, each made once and kept. Any thread may ask; when several race, one more
 * form is made and dropped.
 */
public final class EncodedForms {
    private volatile Form forms;

    private record Form(Object format, Object made, Form next) {}

    /**
     * Returns what this format made, or makes it now. A format is the same object each time and always makes the same
     * type.
     */
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

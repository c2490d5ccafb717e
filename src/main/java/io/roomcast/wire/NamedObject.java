package io.roomcast.wire;

/** An object under a name, such as a gap: a line for programs, an event of the same name for Socket.IO. Immutable. */
public record NamedObject(String name, String content) {
    /** Returns the object as a line of JSON, without its end. */
    public String line() {
        return JsonBuilder.object(content.length() + 32).putJson(name, content).end();
    }
}

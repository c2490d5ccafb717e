package io.roomcast.program;

import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.JsonInput;
import java.util.List;
import java.util.Optional;

/**
 * What a client wants to publish. A program that does nothing about it lets it pass to the room; it may also take it,
 * refuse it or put something else in its place, until its observer returns. Asynchronous observers are told when all is
 * done, and only look on. Used by one thread at a time.
 */
public final class Received {
    private final ProgramJson json;
    private final ClientSession session;
    private final Audience room;
    private final String id;
    private Content content;
    private Optional<AnswerData> answer = Optional.empty();
    private Optional<Refusal> refusal = Optional.empty();
    private boolean open = true;

    Received(ProgramJson json, ClientSession session, Audience room, String id, Content content) {
        this.json = json;
        this.session = session;
        this.room = room;
        this.id = id;
        this.content = content;
    }

    /** Who publishes. */
    public ClientSession session() {
        return session;
    }

    /** Everybody in the room, the one who publishes among them. */
    public Audience room() {
        return room;
    }

    /** By this the client names what it publishes; empty where it did not. After a crash the same may come once more. */
    public String id() {
        return id;
    }

    public String type() {
        return content.type();
    }

    /** The event's data; of several arguments, a list of them. */
    public Data data() {
        return new Data(json.json(), content.data());
    }

    /** The data as the arguments of a Socket.IO client's {@code emit}: mostly one. */
    public List<Data> arguments() {
        if (!content.args()) {
            return List.of(data());
        }
        try (JsonInput list = new JsonInput(json.json(), content.data(), Integer.MAX_VALUE)) {
            return list.array("the data", Integer.MAX_VALUE, () -> new Data(json.json(), list.raw()));
        }
    }

    /** Keeps it from the room. The client is answered this, or that it was taken; no other program sees it. */
    public void take(Object... answer) {
        decide();
        this.answer = Optional.of(json.said(answer));
    }

    /** Keeps it from the room, and tells the client that this may not be published, and why. */
    public void refuse(String reason) {
        decide();
        refusal = Optional.of(new Refusal(Code.FORBIDDEN, reason));
    }

    /** Publishes the same with other data. */
    public void replace(Object... arguments) {
        replaceBy(content.type(), arguments);
    }

    /** Publishes something else instead, for the same receivers. */
    public void replaceBy(String type, Object... arguments) {
        checkOpen();
        content = json.content(type, content.to(), content.echo(), arguments);
    }

    private void decide() {
        checkOpen();
        if (isDecided()) {
            throw new IllegalStateException("this was taken or refused already");
        }
    }

    private synchronized void checkOpen() {
        if (!open) {
            throw new IllegalStateException("it is too late: what becomes of it is decided when the observer returns");
        }
    }

    boolean isDecided() {
        return answer.isPresent() || refusal.isPresent();
    }

    /** From now on it can only be looked at. */
    synchronized void close() {
        open = false;
    }

    Content content() {
        return content;
    }

    Optional<AnswerData> answer() {
        return answer;
    }

    Optional<Refusal> refusal() {
        return refusal;
    }
}

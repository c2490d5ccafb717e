package io.roomcast.program;

import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * An event that a client wants to publish. Until its observer returns, a program can take, refuse or replace it;
 * otherwise the event is published. Asynchronous observers see it once it is decided and stored, and cannot change it.
 * One thread at a time.
 */
public final class Received {
    private final ProgramJson json;
    private final ClientSession session;
    private final Audience room;
    private final String id;
    private Content content;
    private AnswerData answer; // null until it is taken
    private Refusal refusal; // null until it is refused
    private boolean open = true;

    Received(ProgramJson json, ClientSession session, Audience room, String id, Content content) {
        this.json = json;
        this.session = session;
        this.room = room;
        this.id = id;
        this.content = content;
    }

    /** Returns the publisher. */
    public ClientSession session() {
        return session;
    }

    /** Returns an audience of everybody in the room, the publisher included. */
    public Audience room() {
        return room;
    }

    /** Returns the id of the publish; empty if the client gave none. After a crash the same id may arrive again. */
    public String id() {
        return id;
    }

    /** Returns the type of the event. */
    public String type() {
        return content.type();
    }

    /** Returns the event's data; several arguments are one list. */
    public Data data() {
        return json.data(content.data());
    }

    /** Returns the data as the arguments of a Socket.IO {@code emit}, usually one. */
    public List<Data> arguments() {
        return content.args() ? json.elements(content.data()) : List.of(data());
    }

    /**
     * Takes the event: it is not published, and no other program sees it. The client receives an ack, with this answer
     * if there is one.
     */
    public void take(Object... answer) {
        decide();
        this.answer = json.said(answer);
    }

    /** Refuses the event: it is not published, and the client receives {@code forbidden} with this reason. */
    public void refuse(String reason) {
        decide();
        refusal = new Refusal(Code.FORBIDDEN, reason);
    }

    /** Publishes the event with other data. */
    public void replace(Object... arguments) {
        replaceBy(content.type(), arguments);
    }

    /** Publishes another event instead, to the same receivers. */
    public void replaceBy(String type, Object... arguments) {
        checkOpen();
        content = json.content(type, content.to(), content.echo(), arguments);
    }

    private void decide() {
        checkOpen();
        if (isDecided()) {
            throw new IllegalStateException("this event has already been taken or refused");
        }
    }

    private synchronized void checkOpen() {
        if (!open) {
            throw new IllegalStateException("too late: an event can be changed only until its observer returns");
        }
    }

    boolean isDecided() {
        return answer != null || refusal != null;
    }

    /** Makes it read-only. */
    synchronized void close() {
        open = false;
    }

    Content content() {
        return content;
    }

    Optional<AnswerData> answer() {
        return Optional.ofNullable(answer);
    }

    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }
}

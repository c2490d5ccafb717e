package io.roomcast.socketio;

import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.Command;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.JsonInput;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The options with which a client connects to a namespace: its recovery, and those under {@code roomcast}. All other
 * keys belong to the deployer. Immutable.
 *
 * @param envelope whether the client wants the sender and time of each event, and presence, gaps and positions
 * @param options the keys of a {@code join}, a JSON object
 * @param offset the position of the last event that the client received
 */
record ConnectOptions(boolean envelope, String options, Optional<Recovery> recovery, Optional<Position> offset) {
    static final ConnectOptions NONE = new ConnectOptions(false, "{}", Optional.empty(), Optional.empty());

    /** Parses the payload of a CONNECT, or refuses it. */
    static ConnectOptions parse(Ingress ingress, String payload) {
        if (payload.isEmpty()) {
            return NONE;
        }
        String roomcast = "";
        Optional<Recovery> recovery = Optional.empty();
        Optional<Position> offset = Optional.empty();
        try (JsonInput input = input(ingress, payload)) {
            input.enterObject("auth");
            for (Optional<String> key = input.nextKey(); key.isPresent(); key = input.nextKey()) {
                switch (key.get()) {
                    case "roomcast" -> roomcast = plain(ingress, input.raw());
                    case "pid" -> recovery = text(ingress, input.raw()).flatMap(Recovery::parse);
                    case "offset" -> offset = text(ingress, input.raw()).flatMap(Recovery::position);
                    default -> input.raw();
                }
            }
        }
        boolean isObject = roomcast.startsWith("{");
        boolean envelope = roomcast.equals("true") || (isObject && wantsEnvelope(ingress, roomcast));
        return new ConnectOptions(envelope, isObject ? roomcast : "{}", recovery, offset);
    }

    /** Returns a value, or the JSON within a string, because some clients can send only strings. */
    private static String plain(Ingress ingress, String value) {
        return text(ingress, value).map(String::strip).orElse(value);
    }

    private static Optional<String> text(Ingress ingress, String value) {
        return ingress.json().text(value);
    }

    private static boolean wantsEnvelope(Ingress ingress, String object) {
        boolean wanted = false;
        try (JsonInput input = input(ingress, object)) {
            input.enterObject("roomcast");
            for (Optional<String> key = input.nextKey(); key.isPresent(); key = input.nextKey()) {
                if (key.get().equals("envelope")) {
                    wanted = input.flag("envelope");
                } else {
                    input.raw();
                }
            }
        }
        return wanted;
    }

    private static JsonInput input(Ingress ingress, String text) {
        return new JsonInput(ingress.json(), text, ingress.bounds().depth());
    }

    /** Returns the same options without recovery. */
    ConnectOptions unrecovered() {
        return new ConnectOptions(envelope, options, Optional.empty(), Optional.empty());
    }

    /**
     * Returns the options with a renewed token if the room still remembers the member of an expired one. A pid never
     * changes, so its age counts from its last use, which the room knows. Fails when the store does.
     */
    CompletionStage<ConnectOptions> withRenewedToken(Ingress ingress, String room) {
        Optional<Member> expired = recovery.flatMap(one -> ingress.sessions().expired(one.token()));
        if (expired.isEmpty()) {
            return CompletableFuture.completedStage(this);
        }
        Member member = expired.get();
        String token = recovery.orElseThrow().token();
        // The token is looked at again, because it may have been withdrawn meanwhile.
        return ingress.rooms()
                .remembers(room, member)
                .thenApply(here ->
                        here && ingress.sessions().expired(token).isPresent() ? renewed(ingress, member) : this);
    }

    private ConnectOptions renewed(Ingress ingress, Member member) {
        String token = ingress.sessions().renew(member).token();
        return new ConnectOptions(envelope, options, recovery.map(one -> one.with(token)), offset);
    }

    /** Returns the recovery if its session is still valid. */
    Optional<Recovery> known(Ingress ingress) {
        return recovery.filter(one -> {
            try {
                return !ingress.sessions().resume(one.token()).id().isEmpty();
            } catch (Refusal expired) {
                return false;
            }
        });
    }

    /** Returns the join that these options describe. It resumes at the position even if the session has expired. */
    Command.Join join(Ingress ingress, String room) {
        Command.Join join = ingress.commands().join(room, options);
        Optional<Position> after = offset.or(() -> recovery.map(Recovery::begun));
        Start start = after.<Start>map(Start.After::new).orElse(join.start());
        Optional<String> token = known(ingress).map(Recovery::token).or(join::token);
        return new Command.Join(room, start, join.latest(), token, join.name(), "");
    }
}

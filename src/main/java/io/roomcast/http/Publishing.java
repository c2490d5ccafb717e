package io.roomcast.http;

import io.roomcast.channel.http.Answer;
import io.roomcast.channel.http.Body;
import io.roomcast.room.log.Ack;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Session;
import io.roomcast.wire.Command;
import io.roomcast.wire.Commands;
import io.roomcast.wire.Reception;
import io.roomcast.wire.Utf8;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code POST /rooms/{room}/events}: publishes a command or plain text. Answered when it is in the log. */
final class Publishing {
    private final Reception reception;
    private final HttpSettings settings;

    Publishing(Reception reception, HttpSettings settings) {
        this.reception = reception;
        this.settings = settings;
    }

    void publish(RoomExchange exchange) {
        Body.read(exchange, settings.body(), settings.patience(), body -> {
            String text = Utf8.text(body);
            try {
                publish(exchange, text);
            } catch (Refusal refusal) {
                exchange.answer(refusal(exchange, refusal, idAsFarAsKnown(exchange, text)));
            }
        });
    }

    private String idAsFarAsKnown(RoomExchange exchange, String text) {
        String id = Commands.isCommand(text) ? reception.commands().named(text).id() : "";
        return id.isEmpty()
                ? exchange.header("Idempotency-Key").filter(Commands::isId).orElse("")
                : id;
    }

    private void publish(RoomExchange exchange, String text) {
        Optional<Command.Publish> command = command(exchange, text);
        if (command.isEmpty()) {
            exchange.answer(Answer.empty(204));
            return;
        }
        Command.Publish publish = command.get();
        String room = exchange.target().name();
        String id = id(exchange, publish);
        publish(exchange, room, publish, id)
                .whenComplete((ack, failure) -> exchange.answer(
                        failure == null
                                ? Answer.json(201, reception.lines().ack(id, room, ack) + "\n")
                                : refusal(exchange, Refusal.of(failure), id)));
    }

    private Answer refusal(RoomExchange exchange, Refusal refusal, String id) {
        return Answer.refusal(reception.lines(), refusal, id, exchange.target().room(), settings.retry());
    }

    private CompletionStage<Ack> publish(RoomExchange exchange, String room, Command.Publish publish, String id) {
        String name = exchange.query().text("name").orElse("");
        Optional<String> token = exchange.token();
        if (token.isEmpty()) {
            return reception.publishAsGuest(exchange.visitor(), name, room, publish.contents(), id);
        }
        Session me = reception.session(exchange.visitor(), token, name);
        return reception.publish(exchange.visitor(), me, room, publish.contents(), id);
    }

    private Optional<Command.Publish> command(RoomExchange exchange, String text) {
        if (!Commands.isCommand(text)) {
            return Reception.plain(text).map(content -> new Command.Publish(List.of(content), Optional.empty(), ""));
        }
        if (!(reception.commands().parse(text) instanceof Command.Publish publish)) {
            throw new Refusal(Code.BAD_COMMAND, "only publish is a command here");
        }
        if (publish.room()
                .filter(room -> !room.equals(exchange.target().name()))
                .isPresent()) {
            throw new Refusal(Code.BAD_COMMAND, "the room is the one in the URL");
        }
        return Optional.of(publish);
    }

    /** The id is in the header or in the command; in both, it is the same. */
    private static String id(RoomExchange exchange, Command.Publish publish) {
        String key = exchange.header("Idempotency-Key").map(Commands::checkedId).orElse(publish.id());
        if (!publish.id().isEmpty() && !publish.id().equals(key)) {
            throw new Refusal(Code.BAD_COMMAND, "Idempotency-Key and the command's id differ");
        }
        return key;
    }
}

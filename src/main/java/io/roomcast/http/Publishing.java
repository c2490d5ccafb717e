package io.roomcast.http;

import io.roomcast.channel.http.Answer;
import io.roomcast.channel.http.Body;
import io.roomcast.room.log.Ack;
import io.roomcast.room.log.Said;
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

/**
 * {@code POST /rooms/{room}/events}: publishes a command or plain text, and is answered when it is in the log; or answers
 * what a program asked.
 */
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
        Optional<Command> command = command(exchange, text);
        if (command.isPresent() && command.get() instanceof Command.Publish publish) {
            publish(exchange, publish);
            return;
        }
        if (command.isPresent() && command.get() instanceof Command.Answer answer) {
            Session me = reception.session(
                    exchange.visitor(), Optional.of(exchange.token().orElseThrow(Publishing::unknown)), "");
            reception
                    .answer(
                            exchange.visitor(),
                            me,
                            exchange.target().name(),
                            answer.id(),
                            new Said(answer.data(), false))
                    .whenComplete((done, failure) -> exchange.answer(
                            failure == null ? Answer.empty(204) : refusal(exchange, Refusal.of(failure), answer.id())));
            return;
        }
        exchange.answer(Answer.empty(204));
    }

    private static Refusal unknown() {
        return new Refusal(Code.UNAUTHORIZED, "only who has entered is asked, and answers");
    }

    private void publish(RoomExchange exchange, Command.Publish publish) {
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

    private Optional<Command> command(RoomExchange exchange, String text) {
        if (!Commands.isCommand(text)) {
            return Reception.plain(text).map(content -> new Command.Publish(List.of(content), Optional.empty(), ""));
        }
        Command command = reception.commands().parse(text);
        Optional<String> room = Optional.empty();
        if (command instanceof Command.Publish publish) {
            room = publish.room();
        } else if (command instanceof Command.Answer answer) {
            room = answer.room();
        } else {
            throw new Refusal(Code.BAD_COMMAND, "only publish and answer are commands here");
        }
        if (room.filter(name -> !name.equals(exchange.target().name())).isPresent()) {
            throw new Refusal(Code.BAD_COMMAND, "the room is the one in the URL");
        }
        return Optional.of(command);
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

package io.roomcast.http;

import io.roomcast.channel.http.RequestBody;
import io.roomcast.channel.http.Response;
import io.roomcast.room.log.Ack;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Session;
import io.roomcast.wire.Command;
import io.roomcast.wire.CommandParser;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.Utf8;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The resource {@code POST /rooms/{room}/events}: it publishes a command or plain text and responds when that is in the
 * log, or takes the answer to a program's question.
 */
final class PublishResource {
    private final Ingress ingress;
    private final HttpSettings settings;

    PublishResource(Ingress ingress, HttpSettings settings) {
        this.ingress = ingress;
        this.settings = settings;
    }

    void publish(RoomExchange exchange) {
        RequestBody.read(exchange, settings.body(), settings.patience(), body -> {
            String text = Utf8.text(body);
            try {
                publish(exchange, text);
            } catch (Refusal refusal) {
                exchange.answer(refusal(exchange, refusal, idAsFarAsKnown(exchange, text)));
            }
        });
    }

    private String idAsFarAsKnown(RoomExchange exchange, String text) {
        String id = CommandParser.isCommand(text)
                ? ingress.commands().idAndRoom(text, "").id()
                : "";
        return id.isEmpty()
                ? exchange.header("Idempotency-Key").filter(CommandParser::isId).orElse("")
                : id;
    }

    private void publish(RoomExchange exchange, String text) {
        Optional<Command> command = command(exchange, text);
        if (command.isPresent() && command.get() instanceof Command.Publish publish) {
            publish(exchange, publish);
            return;
        }
        if (command.isPresent() && command.get() instanceof Command.Answer answer) {
            String token = exchange.token().orElseThrow(PublishResource::unknown);
            Session me = ingress.session(exchange.visitor(), token, "");
            ingress.answer(
                            exchange.visitor(),
                            me,
                            exchange.target().name(),
                            answer.id(),
                            new AnswerData(answer.data(), false))
                    .whenComplete((done, failure) -> exchange.answer(
                            failure == null
                                    ? Response.empty(204)
                                    : refusal(exchange, Refusal.of(failure), answer.id())));
            return;
        }
        exchange.answer(Response.empty(204));
    }

    private static Refusal unknown() {
        return new Refusal(Code.UNAUTHORIZED, "send the token of the session that was asked");
    }

    private void publish(RoomExchange exchange, Command.Publish publish) {
        String room = exchange.target().name();
        String id = id(exchange, publish);
        publish(exchange, room, publish, id)
                .whenComplete((ack, failure) -> exchange.answer(
                        failure == null
                                ? Response.json(201, ingress.lines().ack(id, room, ack) + "\n")
                                : refusal(exchange, Refusal.of(failure), id)));
    }

    private Response refusal(RoomExchange exchange, Refusal refusal, String id) {
        return Response.refusal(ingress.lines(), refusal, id, exchange.target().name(), settings.retry());
    }

    private CompletionStage<Ack> publish(RoomExchange exchange, String room, Command.Publish publish, String id) {
        String name = exchange.query().text("name").orElse("");
        Optional<String> token = exchange.token();
        if (token.isEmpty()) {
            return ingress.publishAsGuest(exchange.visitor(), name, room, publish.contents(), id);
        }
        Session me = ingress.session(exchange.visitor(), token.get(), name);
        return ingress.publish(exchange.visitor(), me, room, publish.contents(), id);
    }

    private Optional<Command> command(RoomExchange exchange, String text) {
        if (!CommandParser.isCommand(text)) {
            return Ingress.plain(text).map(content -> new Command.Publish(List.of(content), "", ""));
        }
        Command command = ingress.commands().parse(text);
        String room;
        if (command instanceof Command.Publish publish) {
            room = publish.room();
        } else if (command instanceof Command.Answer answer) {
            room = answer.room();
        } else {
            throw new Refusal(Code.BAD_COMMAND, "a POST takes only the commands publish and answer");
        }
        if (!room.isEmpty() && !room.equals(exchange.target().name())) {
            throw new Refusal(Code.BAD_COMMAND, "the command names another room than the URL");
        }
        return Optional.of(command);
    }

    /** Returns the id from the header or the command. If both have one, they must be equal. */
    private static String id(RoomExchange exchange, Command.Publish publish) {
        String key =
                exchange.header("Idempotency-Key").map(CommandParser::checkedId).orElse(publish.id());
        if (!publish.id().isEmpty() && !publish.id().equals(key)) {
            throw new Refusal(Code.BAD_COMMAND, "Idempotency-Key and the command's id differ");
        }
        return key;
    }
}

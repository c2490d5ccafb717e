package io.roomcast.socketio;

import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.who.Names;
import io.roomcast.socketio.packet.SocketPacket;
import io.roomcast.wire.Command;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.JsonInput;
import java.util.List;
import java.util.Optional;

/** Decodes Socket.IO's emits as publishes. Pure; any thread. */
final class EmitBridge {
    /** The beginning of a last argument with options of the emit. */
    private static final String OPTIONS = "{\"roomcast\":{";

    private static final String PUBLISH = "roomcast:publish";

    private EmitBridge() {}

    /** Returns the publish that an emit describes. */
    static Command.Publish publish(Ingress ingress, String room, SocketPacket.Event emit) {
        List<String> arguments = emit.arguments();
        Optional<String> options = options(ingress, emit);
        List<String> data = options.isPresent() ? arguments.subList(0, arguments.size() - 1) : arguments;
        boolean whole = emit.name().equals(PUBLISH) && data.size() == 1;
        List<Content> contents = whole ? ingress.commands().contents(data.get(0)) : List.of(content(emit.name(), data));
        String id = options.isPresent()
                ? ingress.commands().publish(contents, options.get()).id()
                : "";
        return new Command.Publish(contents, room, id);
    }

    private static Content content(String type, List<String> arguments) {
        AnswerData packed = AnswerData.of(arguments);
        return new Content(Names.type(type), packed.data(), packed.args(), List.of(), true);
    }

    /** Returns the object under {@code roomcast} if that is the only key of the last argument. */
    private static Optional<String> options(Ingress ingress, SocketPacket.Event emit) {
        List<String> arguments = emit.arguments();
        String last = arguments.isEmpty() ? "" : arguments.get(arguments.size() - 1);
        if (!last.startsWith(OPTIONS)) {
            return Optional.empty();
        }
        try (JsonInput input =
                new JsonInput(ingress.json(), last, ingress.bounds().depth())) {
            input.enterObject("the last argument");
            input.nextKey();
            String options = input.raw();
            return input.nextKey().isEmpty() ? Optional.of(options) : Optional.empty();
        }
    }

    /** Returns the id of a refused emit, as far as it can be parsed. */
    static String id(Ingress ingress, SocketPacket.Event emit) {
        return options(ingress, emit)
                .map(options -> ingress.commands().idAndRoom(options, "").id())
                .orElse("");
    }
}

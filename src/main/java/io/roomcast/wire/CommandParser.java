package io.roomcast.wire;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Names;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parser for commands, which are lines whose first byte is <code>{</code>. Stateless; any thread. */
public final class CommandParser {
    private static final Set<String> ROOMS = Set.of("room", "join", "leave");
    public static final int LONGEST_ID = 128;

    private static final int LONGEST_MEMBER_ID = 64;

    private final Json json;
    private final ClientLimits bounds;

    public CommandParser(Json json, ClientLimits bounds) {
        this.json = json;
        this.bounds = bounds;
    }

    /** Whether a text is a command and not a message. */
    public static boolean isCommand(String text) {
        return text.startsWith("{");
    }

    /** Parses a line. The key that names the command may be anywhere in the object. */
    public Command parse(String text) {
        return parse(text, new CommandFields());
    }

    /** Parses the options of a join, an object with the keys that a join may have. */
    public Command.Join join(String room, String options) {
        CommandFields keys = new CommandFields();
        keys.join(room);
        return (Command.Join) parse(options, keys);
    }

    /** Parses the options of a publish, an object with the keys that a publish may have. */
    public Command.Publish publish(List<Content> contents, String options) {
        CommandFields keys = new CommandFields();
        keys.publish(contents);
        return (Command.Publish) parse(options, keys);
    }

    /** Parses what to publish: an object, or a list of them. */
    public List<Content> contents(String text) {
        try (JsonInput input = new JsonInput(json, text, bounds.depth())) {
            List<Content> contents = input.isArray() ? list(input) : List.of(content(input));
            input.end();
            return contents;
        }
    }

    private Command parse(String text, CommandFields keys) {
        try (JsonInput input = new JsonInput(json, text, bounds.depth())) {
            input.enterObject("a command");
            for (Optional<String> key = input.nextKey(); key.isPresent(); key = input.nextKey()) {
                read(input, key.get(), keys);
            }
            input.end();
            return keys.command();
        }
    }

    /**
     * Returns the id and the room of a refused command, as far as it can be parsed, for the error to repeat. What is
     * refused in its data does not hide an id behind that. The room is {@code home} if the command names none.
     */
    public IdAndRoom idAndRoom(String text, String home) {
        String id = "";
        String room = home;
        try (JsonInput input = new JsonInput(json, text, bounds.depth())) {
            input.enterObject("a command");
            for (Optional<String> key = input.nextKey(); key.isPresent(); key = input.nextKey()) {
                if (key.get().equals("id") && input.isString()) {
                    id = id(input);
                } else if (ROOMS.contains(key.get()) && input.isString()) {
                    room = normal(input.string("room"));
                } else {
                    input.skip();
                }
            }
        } catch (Refusal unreadable) {
            return new IdAndRoom(id, room);
        }
        return new IdAndRoom(id, room);
    }

    private static String normal(String room) {
        try {
            return Names.room(room);
        } catch (Refusal badRoom) {
            return "";
        }
    }

    /** Returns the name in the body of a request to enter; empty if there is none. */
    public String memberName(String text) {
        try (JsonInput input = new JsonInput(json, text, bounds.depth())) {
            String name = "";
            input.enterObject("the body");
            for (Optional<String> key = input.nextKey(); key.isPresent(); key = input.nextKey()) {
                if (key.get().equals("name")) {
                    name = input.string("name");
                } else {
                    input.raw();
                }
            }
            input.end();
            return name;
        }
    }

    /** The id and the room of a command; empty where it has none. */
    public record IdAndRoom(String id, String room) {}

    private void read(JsonInput input, String key, CommandFields keys) {
        switch (key) {
            case "publish" -> keys.publish(publish(input));
            case "join" -> keys.join(input.string("join"));
            case "leave" -> keys.leave(input.string("leave"));
            case "ping" -> keys.ping(input.raw());
            case "bye" -> {
                input.raw();
                keys.bye();
            }
            case "answer" -> keys.answer(input.raw());
            case "id" -> keys.id = id(input);
            case "room" -> keys.room(input.string("room"));
            case "token" -> keys.token(input.string("token"));
            case "name" -> keys.name = input.string("name");
            case "after" -> keys.start.after(Position.parse(input.string("after")));
            case "last" -> keys.start.last(input.count("last"));
            case "since" -> keys.start.since(StartParser.instant(input.string("since")));
            case "lag" -> keys.latest = StartParser.latest(input.string("lag"));
            default -> input.raw();
        }
    }

    private static String id(JsonInput input) {
        if (input.isNull()) {
            input.raw();
            return "";
        }
        return checkedId(input.string("id"));
    }

    /** Whether a text can be an id. */
    public static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_ID && !Json.hasHalf(text);
    }

    /** Returns the id of a publish, also from {@code Idempotency-Key}, or refuses it. */
    public static String checkedId(String id) {
        if (!isId(id)) {
            throw new Refusal(Code.BAD_COMMAND, "an id is a text of 1 to " + LONGEST_ID + " characters");
        }
        return id;
    }

    private List<Content> publish(JsonInput input) {
        return input.isArray() ? list(input) : List.of(nested(input));
    }

    private List<Content> list(JsonInput input) {
        List<Content> contents = input.array("publish", bounds.list(), () -> nested(input));
        if (contents.isEmpty()) {
            throw new Refusal(Code.BAD_COMMAND, "the list to publish is empty");
        }
        return contents;
    }

    private Content nested(JsonInput input) {
        Content content = content(input);
        input.leaveObject();
        return content;
    }

    private Content content(JsonInput input) {
        String type = "";
        Optional<String> data = Optional.empty();
        List<String> to = List.of();
        boolean echo = true;
        boolean args = false;
        input.enterObject("an event to publish");
        for (Optional<String> key = input.nextKey(); key.isPresent(); key = input.nextKey()) {
            switch (key.get()) {
                case "type" -> type = input.string("type");
                case "data" -> data = Optional.of(input.raw());
                case "to" -> to = recipients(input);
                case "echo" -> echo = input.flag("echo");
                case "args" -> args = input.flag("args");
                default -> input.raw();
            }
        }
        String json = data.orElse("null");
        if (args && !json.startsWith("[")) {
            throw new Refusal(Code.BAD_COMMAND, "if args is true, data must be a list");
        }
        return new Content(Names.type(type.isEmpty() ? "message" : type), json, args, to, echo);
    }

    private List<String> recipients(JsonInput input) {
        List<String> to = input.isString()
                ? List.of(input.string("to"))
                : input.array("to", bounds.recipients(), () -> input.string("an id in to"));
        for (String member : to) {
            if (member.isEmpty() || member.length() > LONGEST_MEMBER_ID) {
                throw new Refusal(Code.NOT_FOUND, "to names an id that no member can have");
            }
        }
        if (to.isEmpty()) {
            throw new Refusal(Code.BAD_COMMAND, "to must name at least one member");
        }
        return to.stream().distinct().toList();
    }
}

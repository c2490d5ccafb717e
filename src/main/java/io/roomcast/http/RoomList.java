package io.roomcast.http;

import io.roomcast.channel.http.Answer;
import io.roomcast.room.who.Access;
import io.roomcast.wire.Reception;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code GET /rooms}: the rooms that everyone is told of, by name, as far as the visitor may see them. */
final class RoomList {
    private static final String ALL = "*";

    private final Reception reception;
    private final HttpSettings settings;

    RoomList(Reception reception, HttpSettings settings) {
        this.reception = reception;
        this.settings = settings;
    }

    void list(RoomExchange exchange) {
        String after = exchange.query().text("after").orElse("");
        int limit = exchange.limit(settings.page());
        List<String> more = names().filter(name -> name.compareTo(after) > 0)
                .filter(name -> reception.rooms().access().may(exchange.visitor(), Access.Deed.LIST, name))
                .distinct()
                .sorted()
                .limit(limit + 1L)
                .toList();
        List<String> page = more.subList(0, Math.min(limit, more.size()));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("rooms", page.stream().map(this::room).toList());
        if (more.size() > limit) {
            content.put("next", page.get(limit - 1));
        }
        exchange.answer(Answer.json(200, reception.json().line(content) + "\n"));
    }

    private Stream<String> names() {
        Stream<String> named = settings.listed().stream().filter(name -> !name.equals(ALL));
        return settings.listed().contains(ALL) ? Stream.concat(named, reception.rooms().inMemory().stream()) : named;
    }

    private Map<String, Object> room(String name) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("room", name);
        content.put("count", reception.rooms().count(name));
        content.put("readers", reception.rooms().readers(name));
        return content;
    }
}

package io.roomcast.http;

import io.roomcast.channel.http.Response;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Access;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.JsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The resource {@code GET /rooms}: the listed rooms that the visitor may see, by name. */
final class RoomListResource {
    private static final String ALL = "*";

    private record Listed(String room, int count, int readers) {
        void write(JsonBuilder into) {
            into.put("room", room).put("count", count).put("readers", readers);
        }
    }

    private final Ingress ingress;
    private final HttpSettings settings;

    RoomListResource(Ingress ingress, HttpSettings settings) {
        this.ingress = ingress;
        this.settings = settings;
    }

    void list(RoomExchange exchange) {
        String after = exchange.query().text("after").orElse("");
        int limit = exchange.limit(settings.page());
        List<String> more = names().filter(name -> name.compareTo(after) > 0)
                .filter(name -> ingress.rooms().access().may(exchange.visitor(), Access.Deed.LIST, name))
                .distinct()
                .sorted()
                .limit(limit + 1L)
                .toList();
        List<String> page = more.subList(0, Math.min(limit, more.size()));
        CompletionStage<List<Listed>> rooms = CompletableFuture.completedStage(new ArrayList<>());
        for (String name : page) {
            rooms = rooms.thenCombine(ingress.rooms().members(name, 0, 0), (all, present) -> {
                all.add(new Listed(name, present.count(), ingress.rooms().readers(name)));
                return all;
            });
        }
        rooms.whenComplete((all, failure) -> {
            if (failure == null) {
                exchange.answer(Response.json(200, list(all, more.size() > limit) + "\n"));
            } else {
                exchange.refuse(Refusal.of(failure));
            }
        });
    }

    private static String list(List<Listed> rooms, boolean isMore) {
        JsonBuilder content = JsonBuilder.object().put("rooms", rooms, Listed::write);
        if (isMore) {
            content.put("next", rooms.get(rooms.size() - 1).room());
        }
        return content.end();
    }

    private Stream<String> names() {
        Stream<String> named = settings.listed().stream().filter(name -> !name.equals(ALL));
        return settings.listed().contains(ALL) ? Stream.concat(named, ingress.rooms().inMemory().stream()) : named;
    }
}

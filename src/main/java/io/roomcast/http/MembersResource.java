package io.roomcast.http;

import io.roomcast.channel.http.RequestBody;
import io.roomcast.channel.http.Response;
import io.roomcast.room.log.MemberPage;
import io.roomcast.room.log.SeatedMember;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Session;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.JsonBuilder;
import io.roomcast.wire.JsonLines;
import io.roomcast.wire.Utf8;
import java.util.List;
import java.util.Optional;

/**
 * The resources {@code /rooms/{room}/members}, {@code /rooms/{room}/leave} and {@code /session}: list members, enter,
 * leave, and end a session.
 */
final class MembersResource {
    private final Ingress ingress;
    private final HttpSettings settings;

    MembersResource(Ingress ingress, HttpSettings settings) {
        this.ingress = ingress;
        this.settings = settings;
    }

    /** Lists a page of members in the order in which they joined. */
    void list(RoomExchange exchange) {
        String name = exchange.target().name();
        exchange.token().ifPresent(ingress.sessions()::resume);
        ingress.rooms().access().check(exchange.visitor(), Access.Deed.READ, name);
        int limit = exchange.limit(settings.page());
        long after = exchange.query().number("after").orElse(0L);
        ingress.rooms().members(name, after, limit + 1).whenComplete((present, failure) -> {
            if (failure == null) {
                exchange.answer(Response.json(200, page(present, limit) + "\n"));
            } else {
                exchange.refuse(Refusal.of(failure));
            }
        });
    }

    private String page(MemberPage present, int limit) {
        List<SeatedMember> more = present.members();
        List<SeatedMember> page = more.subList(0, Math.min(limit, more.size()));
        JsonBuilder content = JsonBuilder.object()
                .put("members", page, (seated, object) -> JsonLines.member(seated.member(), object))
                .put("count", present.count());
        if (more.size() > limit) {
            content.put("next", page.get(limit - 1).since());
        }
        return content.end();
    }

    /** Takes a seat without a connection, or renews its grace. */
    void enter(RoomExchange exchange) {
        RequestBody.read(exchange, settings.body(), settings.patience(), body -> enter(exchange, Utf8.text(body)));
    }

    private void enter(RoomExchange exchange, String text) {
        ingress.joins().take(exchange.visitor().address(), 1);
        String named = text.isBlank() ? "" : ingress.commands().memberName(text);
        String name = named.isEmpty() ? exchange.query().text("name").orElse("") : named;
        Session session = exchange.token()
                .map(token -> ingress.session(exchange.visitor(), token, name))
                .orElseGet(() -> ingress.newSession(exchange.visitor(), name));
        ingress.enter(exchange.visitor(), exchange.target().name(), session).whenComplete((welcome, failure) -> {
            if (failure == null) {
                exchange.answer(Response.json(201, ingress.lines().line(welcome) + "\n"));
            } else {
                exchange.refuse(Refusal.of(failure));
            }
        });
    }

    /** Ends the session for good. */
    void end(RoomExchange exchange) {
        String token = exchange.token()
                .orElseThrow(() -> new Refusal(Code.UNAUTHORIZED, "send the token of the session that is to end"));
        Session session = ingress.sessions().resume(token);
        ingress.end(exchange.visitor(), session).whenComplete((done, failure) -> {
            if (failure == null) {
                exchange.answer(Response.empty(204));
            } else {
                exchange.refuse(Refusal.of(failure));
            }
        });
    }

    /** Gives up the seat now, if there is one. */
    void leave(RoomExchange exchange) {
        RequestBody.read(
                exchange,
                settings.body(),
                settings.patience(),
                body -> leave(exchange, Utf8.text(body).strip()));
    }

    private void leave(RoomExchange exchange, String body) {
        String token = exchange.token()
                .or(() -> Optional.of(body).filter(text -> !text.isEmpty()))
                .orElseThrow(() -> new Refusal(Code.UNAUTHORIZED, "send the token of the session that leaves"));
        Session session = ingress.sessions().resume(token);
        ingress.leave(exchange.visitor(), exchange.target().name(), session).whenComplete((done, failure) -> {
            if (failure == null) {
                exchange.answer(Response.empty(204));
            } else {
                exchange.refuse(Refusal.of(failure));
            }
        });
    }
}

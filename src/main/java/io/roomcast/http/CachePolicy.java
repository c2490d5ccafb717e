package io.roomcast.http;

import io.roomcast.channel.http.Response;
import io.roomcast.room.log.Start;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Visitor;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Says which answers caches may keep: full pages of what anyone may read, asked for by the position before them. They
 * are the same whenever they are asked for.
 */
record CachePolicy(RoomExchange exchange, Access access, PollBody body, Start start, int limit)
        implements UnaryOperator<Response> {

    @Override
    public Response apply(Response answer) {
        boolean mayKeep = start instanceof Start.After
                && body.isFullPage(limit)
                && access.may(
                        Visitor.ANYBODY, Access.Deed.READ, exchange.target().name());
        if (!mayKeep) {
            return answer;
        }
        String tag = '"'
                + ((Start.After) start).position().toString()
                + '-'
                + body.position().orElseThrow()
                + '"';
        Optional<String> known = exchange.header("If-None-Match");
        Response kept = known.filter(tags -> tags.contains(tag)).isPresent() ? Response.empty(304) : answer;
        return kept.with("ETag", tag)
                .with("Cache-Control", "max-age=3600")
                .with("Vary", "Accept, Roomcast-Token, Authorization, Origin");
    }
}

package io.roomcast.http;

import io.roomcast.channel.http.Response;
import io.roomcast.room.log.Start;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Visitor;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The rule for which responses may be cached: full pages of public rooms, requested by the position before them. Such a
 * page never changes.
 */
record CachePolicy(RoomExchange exchange, Access access, PollBody body, Start start, int limit)
        implements UnaryOperator<Response> {

    @Override
    public Response apply(Response answer) {
        boolean cacheable = start instanceof Start.After
                && body.isFullPage(limit)
                && access.may(
                        Visitor.ANYBODY, Access.Deed.READ, exchange.target().name());
        if (!cacheable) {
            return answer;
        }
        String tag = '"'
                + ((Start.After) start).position().toString()
                + '-'
                + body.position().orElseThrow()
                + '"';
        Optional<String> known = exchange.header("If-None-Match");
        Response cached = known.filter(tags -> tags.contains(tag)).isPresent() ? Response.empty(304) : answer;
        return cached.with("ETag", tag)
                .with("Cache-Control", "max-age=3600")
                .with("Vary", "Accept, Roomcast-Token, Authorization, Origin");
    }
}

package io.roomcast.http;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The configuration of HTTP.
 *
 * @param origins origins of pages that may use this server, besides its own; {@code null} may be one of them
 * @param trustedProxies addresses and networks (CIDR) whose {@code X-Forwarded-} headers are trusted
 * @param listed names of the rooms that {@code GET /rooms} lists; {@code *} is every room in memory
 * @param loopbackOnly whether the server listens on loopback only, so that a foreign {@code Host} is an attack
 * @param hosts the names under which clients may address the server; any, if there are none
 * @param embed the origins whose pages may show the server's pages in a frame
 * @param longestWait the longest that a poll may wait
 * @param page how many events or members a response has by default
 * @param largestPage how many events or members a response has at most
 * @param answerBytes the approximate size at which a poll is answered
 * @param body the largest body of a request in bytes, which is one command
 * @param patience how long a body may take to arrive, and the store to answer a poll that does not wait
 * @param stall how long a client may read nothing of a response before its connection is cut
 * @param requestsPerAddress requests that one address may have under way: waiting polls, streams, unread answers
 * @param retry when a client should retry after a temporary refusal or a lost connection
 * @param warning a warning that the readiness check shows; may be empty
 */
public record HttpSettings(
        Set<String> origins,
        List<String> trustedProxies,
        List<String> listed,
        boolean loopbackOnly,
        List<String> hosts,
        List<String> embed,
        Duration longestWait,
        int page,
        int largestPage,
        int answerBytes,
        int body,
        Duration patience,
        Duration stall,
        int requestsPerAddress,
        Duration retry,
        String warning) {

    /** The settings by default. */
    public static final HttpSettings DEFAULT = with(defaults -> {});

    public HttpSettings {
        origins = Set.copyOf(origins);
        trustedProxies = List.copyOf(trustedProxies);
        listed = List.copyOf(listed);
        hosts = List.copyOf(hosts);
        embed = List.copyOf(embed);
    }

    /** Returns the default settings with the changes that the caller makes by name. */
    public static HttpSettings with(Consumer<Builder> changes) {
        Builder builder = new Builder();
        changes.accept(builder);
        return builder.build();
    }

    /** The settings to be set by name, each with its default. */
    public static final class Builder {
        public Set<String> origins = Set.of();
        public List<String> trustedProxies = List.of();
        public List<String> listed = List.of("lobby");
        public boolean loopbackOnly = false;
        public List<String> hosts = List.of();
        public List<String> embed = List.of();
        public Duration longestWait = Duration.ofSeconds(60);
        public int page = 100;
        public int largestPage = 1000;
        public int answerBytes = 1 << 20;
        public int body = 1 << 20;
        public Duration patience = Duration.ofSeconds(30);
        public Duration stall = Duration.ofSeconds(30);
        public int requestsPerAddress = 2000;
        public Duration retry = Duration.ofSeconds(2);
        public String warning = "";

        private Builder() {}

        private HttpSettings build() {
            return new HttpSettings(
                    origins,
                    trustedProxies,
                    listed,
                    loopbackOnly,
                    hosts,
                    embed,
                    longestWait,
                    page,
                    largestPage,
                    answerBytes,
                    body,
                    patience,
                    stall,
                    requestsPerAddress,
                    retry,
                    warning);
        }
    }
}

package io.roomcast.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be configured about HTTP. Made once by the container's wiring.
 *
 * @param origins origins of pages that may use this server, besides its own; {@code null} may be one of them
 * @param trustedProxies addresses and networks (CIDR) whose {@code X-Forwarded-} headers are believed
 * @param listed names of the rooms that everyone is told of; {@code *} is every room in memory
 * @param loopbackOnly whether the server listens on a loopback address alone, so that a foreign {@code Host} is an attack
 * @param longestWait the longest that a poll may wait
 * @param page how many events or members an answer has where no limit is given
 * @param largestPage how many it has at most
 * @param answerBytes about how large an answer that is gathered may become
 * @param body the largest body of a request, in bytes: one command
 * @param patience how long a body may take to arrive, and the store to answer a poll that does not wait
 * @param stall how long nothing of an answer may be taken before its connection is given up
 * @param retry after what time a client that was refused for the moment, or cut off, should come back
 * @param warning what whoever asks for the server's health should know
 */
public record HttpSettings(
        Set<String> origins,
        List<String> trustedProxies,
        List<String> listed,
        boolean loopbackOnly,
        Duration longestWait,
        int page,
        int largestPage,
        int answerBytes,
        int body,
        Duration patience,
        Duration stall,
        Duration retry,
        Optional<String> warning) {

    /** What holds where nobody configured anything. */
    public static final HttpSettings DEFAULT = new HttpSettings(
            Set.of(),
            List.of(),
            List.of("lobby"),
            false,
            Duration.ofSeconds(60),
            100,
            1000,
            1 << 20,
            1 << 20,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Optional.empty());

    public HttpSettings {
        origins = Set.copyOf(origins);
        trustedProxies = List.copyOf(trustedProxies);
        listed = List.copyOf(listed);
    }
}

package io.roomcast.http.origin;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names by which clients may address this server; any, if none are listed. A page of an attacker whose name suddenly
 * leads here is not its own page then. Immutable.
 */
public record Hosts(Set<String> listed) {
    /** Nobody is lured here by an address, and browsers always say what they address. */
    private static final Pattern NO_NAME = Pattern.compile("|[0-9.]+|\\[[0-9a-f:.]+\\]|localhost");

    private static final Pattern AROUND = Pattern.compile("^[a-z]+://|:[0-9]+$");

    public Hosts {
        listed = listed.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the server may have this origin. */
    public boolean mayBe(String origin) {
        String host = AROUND.matcher(origin).replaceAll("");
        return listed.isEmpty()
                || listed.contains(host)
                || NO_NAME.matcher(host).matches();
    }
}

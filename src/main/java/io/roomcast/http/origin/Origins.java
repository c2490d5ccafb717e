package io.roomcast.http.origin;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The origins of pages that may use this server, besides its own. Immutable. */
public record Origins(Set<String> listed) {
    private static final Map<String, String> PORTS = Map.of("http", ":80", "https", ":443");
    private static final Map<String, String> SCHEMES = Map.of("ws", "http", "wss", "https");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost\\.?|([a-z0-9-]+\\.)+localhost\\.?|127(\\.[0-9]{1,3}){3}|\\[::1\\]");

    private static final Pattern PORT = Pattern.compile(":[0-9]+$");

    /** Returns the origin of a server exactly as a browser writes it. */
    public static String origin(String scheme, String host) {
        String plain = SCHEMES.getOrDefault(scheme, scheme);
        String authority = host.toLowerCase(Locale.ROOT);
        String port = PORTS.getOrDefault(plain, "");
        boolean standard = !port.isEmpty() && authority.endsWith(port);
        return plain + "://" + (standard ? authority.substring(0, authority.length() - port.length()) : authority);
    }

    /** Whether a page of another origin may use this server. */
    public boolean lists(String origin) {
        return listed.contains(origin);
    }

    /** Whether a server that listens on loopback only accepts this {@code Host}. */
    public boolean mayBeHost(String header) {
        String host = PORT.matcher(header.toLowerCase(Locale.ROOT)).replaceFirst("");
        boolean isListed = !host.isEmpty() && listed.stream().anyMatch(origin -> host.equals(host(origin)));
        return isListed || LOOPBACK.matcher(host).matches();
    }

    /** By hand, because {@link java.net.URI} finds no host with an underscore. */
    private static String host(String origin) {
        int scheme = origin.indexOf("://");
        return scheme < 0
                ? ""
                : PORT.matcher(origin.substring(scheme + "://".length())).replaceFirst("");
    }
}

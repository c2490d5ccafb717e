package io.roomcast.http.origin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The proxies whose {@code X-Forwarded} headers are trusted. Immutable. */
public record Proxies(List<AddressRange> trusted) {

    /** The client's address, and this server's origin as the client sees it. */
    public record Client(String address, String origin) {}

    /** Returns proxies at these addresses and networks. */
    public static Proxies of(List<String> trusted) {
        return new Proxies(trusted.stream().map(AddressRange::parse).toList());
    }

    /** Returns the client of a request, as far as trusted proxies report it. */
    public Client client(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        String scheme = request.getScheme();
        String host = Optional.ofNullable(request.getHeader("Host")).orElse("");
        if (!isTrusted(peer)) {
            return new Client(peer, Origins.origin(scheme, host));
        }
        List<String> protocols = words(request, "X-Forwarded-Proto");
        List<String> hosts = words(request, "X-Forwarded-Host");
        return new Client(
                address(peer, words(request, "X-Forwarded-For")),
                Origins.origin(last(protocols, scheme), last(hosts, host)));
    }

    /** Returns the last address of the chain that is no trusted proxy. Each proxy appends the address of its client. */
    private String address(String peer, List<String> chain) {
        String address = peer;
        for (int index = chain.size() - 1; index >= 0 && isTrusted(address); index--) {
            String before = withoutPort(chain.get(index));
            if (AddressRange.bytes(before).isEmpty()) {
                break;
            }
            address = before;
        }
        return address;
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private static List<String> words(HttpServletRequest request, String header) {
        List<String> words = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders(header))) {
            for (String word : line.split(",", -1)) {
                words.add(word.strip().toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    private static String last(List<String> words, String otherwise) {
        return words.isEmpty() ? otherwise : words.get(words.size() - 1);
    }

    private static String withoutPort(String address) {
        if (address.startsWith("[")) {
            return address.substring(1, Math.max(1, address.indexOf(']')));
        }
        int colon = address.indexOf(':');
        return colon >= 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address;
    }
}

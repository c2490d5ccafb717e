package io.roomcast.http.origin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The proxies whose word is taken for who the client is and what it asked for. Immutable. */
public record Proxies(List<AddressRange> trusted) {

    /** Where a client is, and the origin at which it believes to be. */
    public record Client(String address, String origin) {}

    /** Trusts these addresses and networks. */
    public static Proxies of(List<String> trusted) {
        return new Proxies(trusted.stream().map(AddressRange::parse).toList());
    }

    /** Who sent the request, as far as that can be believed. */
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

    /** Each proxy adds whom it was asked by; the first from the end that is no proxy of ours is the client. */
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

package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.http.origin.Hosts;
import io.roomcast.http.origin.Origins;
import io.roomcast.http.origin.Proxies;
import io.roomcast.kit.RequestStub;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers that say where a request comes from: {@code Host}, {@code Origin} and {@code X-Forwarded-…}, one a line. */
class OriginFuzz {
    private static final String STRANGER = "203.0.113.9";
    private static final Set<String> NAMES = Set.of("chat.example.org");

    private final Proxies proxies = Proxies.of(List.of("10.0.0.0/8", "::1", "fd00::/8"));
    private final Hosts hosts = new Hosts(NAMES);
    private final Origins origins = new Origins(Set.of("https://chat.example.org", "null"));

    @FuzzTest
    void headers_never_lead_astray(byte[] bytes) {
        Map<String, List<String>> headers = headers(bytes);
        Map<String, List<String>> plain = new HashMap<>(headers);
        plain.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("x-forwarded"));
        assertEquals(client(STRANGER, plain), client(STRANGER, headers), "a stranger forwards nothing");
        for (String peer : List.of(STRANGER, "10.0.0.1", "0:0:0:0:0:0:0:1")) {
            Proxies.Client client = client(peer, headers);
            assertTrue(client.address().equals(peer) || isAddress(client.address()), client.address());
            origin(client.origin());
        }
        headers.getOrDefault("host", List.of()).forEach(this::host);
    }

    private Proxies.Client client(String peer, Map<String, List<String>> headers) {
        HttpServletRequest request = RequestStub.of(Map.of("getRemoteAddr", peer, "getScheme", "http"), headers);
        return proxies.client(request);
    }

    private static boolean isAddress(String text) {
        return text.matches("[0-9.]{7,15}|\\[?[0-9a-f:.]*:[0-9a-f:.]*(%[a-z0-9]+)?\\]?");
    }

    private void origin(String origin) {
        assertEquals(origin, origin.toLowerCase(Locale.ROOT));
        String named = origin.replaceFirst("^[a-z]+://", "").replaceFirst(":[0-9]+$", "");
        boolean letters = named.chars().anyMatch(letter -> letter > 'f' && letter <= 'z');
        if (hosts.mayBe(origin) && letters) {
            assertTrue(NAMES.contains(named) || named.equals("localhost"), origin);
        }
    }

    private void host(String host) {
        String bare = host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", "");
        if (origins.mayBeHost(host)) {
            assertTrue(
                    NAMES.contains(bare) || bare.matches("([a-z0-9-]+\\.)*localhost\\.?|127\\.[0-9.]+|\\[::1\\]"),
                    host);
        }
        assertFalse(origins.lists("https://" + bare) && !NAMES.contains(bare), host);
    }

    private static Map<String, List<String>> headers(byte[] bytes) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String line : Input.lines(bytes)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return headers;
    }
}

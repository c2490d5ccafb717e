package io.roomcast.kit;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request without a connection: some answers by method name, and headers. */
public final class RequestStub {
    private RequestStub() {}

    public static HttpServletRequest of(Map<String, String> answers, Map<String, List<String>> headers) {
        Map<String, List<String>> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        inAnyCase.putAll(headers);
        return (HttpServletRequest) Proxy.newProxyInstance(
                RequestStub.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, given) -> {
                    List<String> lines = given == null ? List.of() : inAnyCase.getOrDefault(given[0], List.of());
                    return switch (method.getName()) {
                        case "getHeader" -> lines.isEmpty() ? null : lines.get(0);
                        case "getHeaders" -> Collections.enumeration(lines);
                        default -> answers.get(method.getName());
                    };
                });
    }
}

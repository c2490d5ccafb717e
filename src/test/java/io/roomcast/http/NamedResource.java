package io.roomcast.http;

import io.roomcast.kit.RequestStub;
import java.util.List;
import java.util.Map;

/** The resource that the path of a request names, for tests outside of this package. */
public record NamedResource(String room, String name) {
    public static NamedResource at(String contextPath, String uri) {
        RequestTarget target = RequestTarget.of(RequestStub.of(
                Map.of("getContextPath", contextPath, "getRequestURI", uri), Map.<String, List<String>>of()));
        return new NamedResource(target.name(), target.resource());
    }
}

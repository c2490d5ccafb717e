package io.roomcast.container;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roomcast.config.Misconfigured;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings that differ between {@code java -jar} and a server. */
class SettingsTest {
    private static final String PROGRAMS = "roomcast.programs";

    @Test
    void in_a_server_programs_are_not_taken_from_a_folder() {
        ServletContext server = context(Map.of(PROGRAMS, "/srv/programs"), Map.of());
        assertEquals(
                "Bad value roomcast.programs=/srv/programs in the context parameters: expected no value, because in a"
                        + " servlet container programs are jars in the WAR's WEB-INF/lib.",
                assertThrows(Misconfigured.class, () -> new Settings().read(server))
                        .getMessage());
        assertDoesNotThrow(() -> new Settings().read(context(Map.of(PROGRAMS, ""), Map.of())));
    }

    @Test
    void under_java_jar_they_are() {
        Map<String, Object> arguments = Map.of(Settings.ARGUMENTS, List.of("--programs=/srv/programs"));
        assertDoesNotThrow(() -> new Settings().read(context(Map.of(), arguments)));
    }

    /** A web application of which nothing is known but this. */
    private static ServletContext context(Map<String, String> parameters, Map<String, Object> attributes) {
        return (ServletContext) Proxy.newProxyInstance(
                SettingsTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
                    case "getInitParameter" -> parameters.get((String) given[0]);
                    case "getAttribute" -> attributes.get((String) given[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}

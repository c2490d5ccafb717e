package io.roomcast.container.quirks;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.roomcast.channel.Quirks;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds how containers are recognized, by what they say in the versions of {@code docs/containers.md}. */
class ContainerQuirksTest {

    @Test
    void open_liberty_and_jetty_are_recognized_by_their_names() {
        assertInstanceOf(LibertyQuirks.class, quirks("IBM WebSphere Liberty/26.0.0.3", Map.of()));
        assertInstanceOf(JettyQuirks.class, quirks("jetty/12.0.30", Map.of()));
    }

    @Test
    void tomcat_is_recognized_even_if_it_hides_its_name() {
        assertInstanceOf(TomcatQuirks.class, quirks("hidden", Map.of("org.apache.catalina.resources", "anything")));
    }

    @Test
    void an_unknown_container_is_taken_for_one_as_specified() {
        assertSame(Quirks.NONE, quirks("Unknown/1.0", Map.of()));
    }

    private static Quirks quirks(String name, Map<String, Object> attributes) {
        return ContainerQuirks.of((ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (self, method, given) -> method.getName().equals("getServerInfo") ? name : attributes.get(given[0])));
    }
}

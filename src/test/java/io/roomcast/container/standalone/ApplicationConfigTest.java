package io.roomcast.container.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.apache.tomcat.util.descriptor.web.WebXml;
import org.apache.tomcat.util.descriptor.web.WebXmlParser;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** What {@code java -jar} knows of the web.xml is all that Tomcat reads in it. */
class ApplicationConfigTest {
    private static final Path WEB_XML = Path.of("src/main/webapp/WEB-INF/web.xml");

    @Test
    void it_says_nothing_but_the_filters_that_are_known_in_their_order() {
        WebXml read = new WebXml();
        WebXmlParser parser = new WebXmlParser(true, false, true);
        assertTrue(parser.parseWebXml(new InputSource(WEB_XML.toUri().toString()), read, false));

        WebXml known = new WebXml();
        known.setDisplayName("Roomcast");
        ApplicationConfig.FILTERS.forEach(filter -> filter.addTo(known));

        assertEquals(read.toXml(), known.toXml());
    }
}

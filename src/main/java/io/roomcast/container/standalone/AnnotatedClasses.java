package io.roomcast.container.standalone;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.catalina.startup.ContextConfig;
import org.apache.tomcat.util.descriptor.web.WebXml;

/**
 * Configures the web application by what its classes are annotated with. It takes apart only those that name something of
 * servlets or WebSockets; Tomcat takes apart all of them, which is a tenth of the start. The thread that starts it calls it.
 */
final class AnnotatedClasses extends ContextConfig {
    private static final String SERVLET = "jakarta/servlet/annotation/";
    private static final String WEBSOCKET = "jakarta/websocket/";

    @Override
    protected void processAnnotationsStream(
            InputStream file, WebXml fragment, boolean handlesTypesOnly, Map<String, JavaClassCacheEntry> cache)
            throws IOException {
        byte[] bytes = file.readAllBytes();
        // Names are in a class file as they are, whatever else is around them.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.contains(SERVLET) || text.contains(WEBSOCKET)) {
            super.processAnnotationsStream(new ByteArrayInputStream(bytes), fragment, handlesTypesOnly, cache);
        }
    }
}

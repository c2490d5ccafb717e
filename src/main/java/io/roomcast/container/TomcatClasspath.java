package io.roomcast.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.net.MalformedURLException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.WebResourceRoot.ResourceSetType;

/** The step that adds the jars of {@code WEB-INF/servlet-lib} to the class path of a web application in Tomcat. */
final class TomcatClasspath {
    private TomcatClasspath() {}

    static void mount(ServletContext context) throws ServletException {
        if (!(context.getAttribute("org.apache.catalina.resources") instanceof WebResourceRoot resources)) {
            throw new ServletException("Roomcast needs CDI, and " + context.getServerInfo()
                    + " has none: deploy to Tomcat 10.1 or newer, to Jetty 12, or to a Jakarta EE 10 server");
        }
        Set<String> jars = new TreeSet<>(context.getResourcePaths(CdiInstaller.FOLDER));
        for (String jar : jars) {
            mount(context, resources, jar);
        }
    }

    private static void mount(ServletContext context, WebResourceRoot resources, String jar) throws ServletException {
        try {
            resources.createWebResourceSet(
                    ResourceSetType.CLASSES_JAR, "/WEB-INF/classes", context.getResource(jar), "/");
        } catch (MalformedURLException e) {
            throw new ServletException("Cannot open " + jar, e);
        }
    }
}

package io.roomcast.container.standalone;

import java.net.URL;
import java.util.List;
import org.apache.catalina.loader.ParallelWebappClassLoader;

/**
 * Loads the classes of the application. It tells by the name whether a class may be Java's own; Tomcat looks through all of
 * Java's modules for each class, which is a tenth of the start. Any thread.
 */
final class ApplicationLoader extends ParallelWebappClassLoader {
    static {
        ClassLoader.registerAsParallelCapable();
    }

    ApplicationLoader(ClassLoader parent) {
        super(parent);
        setJavaseClassLoader(new JavaItself(getJavaseClassLoader()));
    }

    /** Asked for a resource, it only says whether trying to load the class makes sense. */
    private static final class JavaItself extends ClassLoader {
        private static final List<String> NAMES =
                List.of("java/", "javax/", "jdk/", "sun/", "com/sun/", "org/w3c/", "org/xml/", "org/ietf/");
        private static final URL YES = Object.class.getResource("Object.class");

        JavaItself(ClassLoader parent) {
            super(parent);
        }

        @Override
        public URL getResource(String name) {
            return NAMES.stream().anyMatch(name::startsWith) ? YES : null;
        }
    }
}

package io.roomcast.container.standalone;

import org.apache.catalina.startup.ContextConfig;

/**
 * Tells Tomcat what is in the application. The application lies unpacked in a folder of this process alone, so some questions
 * need no answer, and a start that does not ask them is shorter. The thread that starts it.
 */
final class ApplicationConfig extends ContextConfig {
    /** Said of an application without a {@code META-INF/context.xml}: by that no parser of such a file is made. */
    @Override
    protected boolean getUseGeneratedCode() {
        return context.getConfigFile() == null;
    }

    /** There is no archive beside the folder that could be newer than it. */
    @Override
    protected void fixDocBase() {}
}

package io.roomcast.server;

import java.net.URI;
import java.nio.file.Path;
import org.jboss.arquillian.test.spi.TestRunnerAdaptor;
import org.jboss.arquillian.test.spi.TestRunnerAdaptorBuilder;

/**
 * An unpacked server which Arquillian starts and stops. It deploys the file itself at its start, because what Arquillian
 * deploys is packed anew and no longer the same bytes.
 */
record ArquillianServer(URI base, TestRunnerAdaptor arquillian) implements Server {

    static ArquillianServer tomcat() {
        Path home = Path.of(System.getProperty("tomcat.home"));
        for (String file : new String[] {"conf/server.xml", "conf/tomcat-users.xml"}) {
            War.copy(Path.of("src/test/servers/tomcat").resolve(file), home.resolve(file));
        }
        War.copyTo(home.resolve("webapps"));
        return started("tomcat.port");
    }

    static ArquillianServer wildfly() {
        War.copyTo(Path.of(System.getProperty("wildfly.home"), "standalone/deployments"));
        return started("wildfly.port");
    }

    private static ArquillianServer started(String portProperty) {
        System.setProperty("container.data", Unpacked.fresh("data").home().toString());
        try {
            TestRunnerAdaptor arquillian = TestRunnerAdaptorBuilder.build();
            arquillian.beforeSuite();
            URI base = URI.create("http://127.0.0.1:" + Integer.getInteger(portProperty) + "/roomcast/");
            return new ArquillianServer(base, arquillian);
        } catch (Exception e) {
            throw new IllegalStateException("Arquillian could not start the server", e);
        }
    }

    @Override
    public void close() {
        try {
            arquillian.afterSuite();
            arquillian.shutdown();
        } catch (Exception e) {
            throw new IllegalStateException("Arquillian could not stop the server", e);
        }
    }
}

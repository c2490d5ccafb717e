package io.roomcast.server;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The servers on which the WAR is tested, a line each: what the build unpacks, and how it is started. {@code -Dserver} names
 * those of a run in lower case, with commas between, or is {@code all}. Tomcat 9 cannot run the WAR and has a test of its own.
 */
public enum TestedServer {
    STANDALONE("", ServerProcess::standalone),
    TOMCAT("apache-tomcat-10.*", TomcatServer::start),
    WILDFLY("wildfly-*", WildFlyServer::start),
    PAYARA("payara6", GlassFishServer::payara),
    PAYARA_MICRO("payara-micro-*.jar", ServerProcess::payaraMicro),
    TOMCAT_11("apache-tomcat-11.*", TomcatServer::start),
    LIBERTY("wlp", LibertyServer::start),
    GLASSFISH("glassfish7", GlassFishServer::glassFish),
    JETTY("jetty-home-*", JettyServer::start);

    private static final String ALL = "all";

    private final String unpacked;

    /** A method of a class without state. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<TestedServer, Server> start;

    TestedServer(String unpacked, Function<TestedServer, Server> start) {
        this.unpacked = unpacked;
        this.start = start;
    }

    /** Those that this run is about. */
    static Stream<TestedServer> chosen() {
        String names = System.getProperty("server");
        return names.equals(ALL)
                ? Stream.of(values())
                : Stream.of(names.split(",", -1)).map(TestedServer::named);
    }

    private static TestedServer named(String name) {
        return Stream.of(values())
                .filter(one -> one.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no server has the name " + name + ", but these: " + List.of(values())));
    }

    /** Whether it is also shown with applications beside Roomcast. */
    boolean hasNeighbours() {
        return this == TOMCAT || this == WILDFLY || this == PAYARA;
    }

    /** Whether the frames of several events go out in one write there. */
    public boolean joinsFrames() {
        return this != LIBERTY;
    }

    /** The files that the build unpacked. */
    public Unpacked unpacked() {
        return Unpacked.named(unpacked);
    }

    /** Starts it and waits until Roomcast is ready. */
    Server start() {
        System.out.println("On " + this + ": roomcast.war, SHA-256 " + War.sha256());
        Server server = start.apply(this);
        try {
            Ready.await(server.base());
            return server;
        } catch (RuntimeException notReady) {
            server.close();
            throw notReady;
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.roomcast.container;

import io.roomcast.config.Configuration;
import io.roomcast.config.Key;
import io.roomcast.config.Source;
import io.roomcast.http.HttpSettings;
import io.roomcast.program.ProgramJson;
import io.roomcast.room.Limits;
import io.roomcast.room.log.Retention;
import io.roomcast.room.program.Programs;
import io.roomcast.room.who.Access;
import io.roomcast.socketio.SocketIoSettings;
import io.roomcast.socketio.engine.EngineSettings;
import io.roomcast.socketio.packet.PacketBounds;
import io.roomcast.tcp.TcpSettings;
import io.roomcast.wire.ClientLimits;
import io.roomcast.wire.Json;
import io.roomcast.ws.WsSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.ServletContext;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The configuration as the settings records of the packages. It is read once when the application starts; a mistake
 * stops the start with a sentence.
 */
@ApplicationScoped
public class Settings {
    /** The context attribute with the command line of {@code java -jar}, a list of texts. */
    public static final String ARGUMENTS = "roomcast.arguments";

    private static final int PERCENT = 100;
    private static final int IDS_WITHOUT_RATE = 1500;
    private static final long MOST_IDS = 15_000;
    private static final List<String> DEMOS = List.of("chat", "echo", "news", "ticker", "topics");
    private static final String LOBBY = "lobby";
    private static final String MEMORY = "memory:";
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String HOMELESS =
            "messages are kept in memory and are lost when the server stops, because no folder is configured:"
                    + " set ROOMCAST_DATA=folder, or set engine=memory: if that is what you want";

    private Configuration configuration = Configuration.read();
    private boolean standalone;

    /** Reads the configuration; called once, before any other method, when the application starts. */
    void read(ServletContext context) {
        configuration = Configuration.read(
                Source.commandLine(arguments(context)),
                Source.environment(System.getenv()),
                Source.systemProperties(System.getProperties()),
                Source.contextParameters(
                        Collections.list(context.getInitParameterNames()),
                        name -> Optional.ofNullable(context.getInitParameter(name))));
        standalone = context.getAttribute(ARGUMENTS) != null;
        if (isHomeless() && configuration.given(Key.ENGINE)) {
            throw configuration.refused(Key.ENGINE, "the key data as well, such as roomcast.data=/var/lib/roomcast");
        }
        if (!standalone && !configuration.text(Key.PROGRAMS).isEmpty()) {
            throw configuration.refused(
                    Key.PROGRAMS,
                    "no value, because in a servlet container programs are jars in the WAR's WEB-INF/lib");
        }
    }

    /** Whether the server listens on loopback only. That is known under java -jar only. */
    private boolean isLoopbackOnly() {
        return standalone
                && configuration
                        .address(Key.HTTP)
                        .filter(address -> new InetSocketAddress(address.host(), address.port())
                                .getAddress()
                                .isLoopbackAddress())
                        .isPresent();
    }

    private static List<String> arguments(ServletContext context) {
        return context.getAttribute(ARGUMENTS) instanceof List<?> given
                ? given.stream().map(String.class::cast).toList()
                : List.of();
    }

    Configuration configuration() {
        return configuration;
    }

    Limits limits(int pumps) {
        return Limits.with(limits -> {
            limits.memory = Runtime.getRuntime().maxMemory() / PERCENT * count(Key.MEMORY);
            limits.addressShare = count(Key.ADDRESS_SHARE);
            limits.unacked = count(Key.UNACKED);
            limits.roster = count(Key.ROSTER);
            limits.members = count(Key.MEMBERS);
            limits.rooms = count(Key.ROOMS);
            limits.pending = count(Key.PENDING);
            limits.ring = count(Key.RING);
            limits.ringBytes = configuration.bytes(Key.RING_BYTES);
            limits.pumps = pumps;
            limits.page = count(Key.PAGE);
            limits.batchBytes = configuration.bytes(Key.BATCH);
            limits.heartbeat = configuration.duration(Key.HEARTBEAT);
            limits.grace = configuration.duration(Key.GRACE);
            limits.stall = configuration.duration(Key.STALL);
            limits.presence = configuration.duration(Key.PRESENCE);
            limits.commit = configuration.duration(Key.COMMIT);
        });
    }

    ClientLimits bounds() {
        return ClientLimits.with(limits -> {
            limits.frame = bytes(Key.FRAME);
            limits.depth = count(Key.DEPTH);
            limits.list = count(Key.LIST);
            limits.recipients = count(Key.RECIPIENTS);
            limits.rooms = count(Key.SESSION_ROOMS);
            limits.replies = bytes(Key.REPLIES);
            limits.arrival = configuration.duration(Key.ARRIVAL);
        });
    }

    Programs.Bounds programs() {
        return new Programs.Bounds(configuration.duration(Key.PROGRAM_TIME), count(Key.ASKS));
    }

    boolean demos() {
        return configuration.flag(Key.DEMOS);
    }

    /** Returns the listed rooms, those of the demos included. */
    private List<String> listed() {
        return Stream.concat(configuration.list(Key.LISTED).stream(), demos() ? DEMOS.stream() : Stream.empty())
                .distinct()
                .toList();
    }

    int programThreads() {
        return count(Key.PROGRAM_THREADS);
    }

    ProgramJson programJson(Json json) {
        return new ProgramJson(json, bytes(Key.FRAME), configuration.duration(Key.ASK));
    }

    Retention retention() {
        return Retention.with(kept -> {
            kept.events = count(Key.HISTORY);
            kept.bytes = configuration.bytes(Key.HISTORY_BYTES);
            kept.age = configuration.duration(Key.HISTORY_AGE);
            kept.privateEvents = count(Key.PRIVATE);
            kept.storeBytes = configuration.bytes(store().isPresent() ? Key.DISK_BYTES : Key.STORE_BYTES);
            kept.members = count(Key.KNOWN);
            kept.ids = ids();
            kept.idLife = configuration.duration(Key.TOKEN_LIFE);
        });
    }

    /**
     * Returns how many ids of a session a room remembers: as many as the session may publish during the longest pause
     * of a server or its store, so that a publish that is sent again after it is recognized as a repeat.
     */
    private int ids() {
        long pause = Math.max(
                Limits.LEASE.toSeconds(), configuration.duration(Key.COMMIT).toSeconds());
        long seconds = configuration.duration(Key.BURST).toSeconds() + pause;
        long published = Math.min(count(Key.RATE) * seconds, MOST_IDS);
        return (int) Math.max(2L * count(Key.UNACKED), published == 0 ? IDS_WITHOUT_RATE : published);
    }

    /** Returns the file of the store; empty if logs live in memory. */
    Optional<Path> store() {
        String engine = configuration.text(Key.ENGINE);
        if (engine.equals(MEMORY) || isHomeless()) {
            return Optional.empty();
        }
        String file = engine.substring(SQLITE.length());
        return Optional.of(file.isEmpty() ? Path.of(configuration.text(Key.DATA), "roomcast.db") : Path.of(file));
    }

    /** Whether the store has no folder: in a servlet container there is no default, because the disk is not ours. */
    private boolean isHomeless() {
        return !standalone
                && !configuration.given(Key.DATA)
                && configuration.text(Key.ENGINE).equals(SQLITE);
    }

    /** Returns a warning for the operator, if there is one. */
    Optional<String> warning() {
        return isHomeless() ? Optional.of(HOMELESS) : Optional.empty();
    }

    HttpSettings http() {
        return HttpSettings.with(http -> {
            http.origins = Set.copyOf(configuration.list(Key.ORIGINS));
            http.trustedProxies = configuration.list(Key.TRUSTED_PROXIES);
            http.listed = listed();
            http.loopbackOnly = isLoopbackOnly();
            http.hosts = configuration.list(Key.HOSTS);
            http.embed = configuration.list(Key.EMBED);
            http.longestWait = configuration.duration(Key.WAIT);
            http.largestPage = count(Key.PAGE);
            http.body = bytes(Key.FRAME);
            http.patience = configuration.duration(Key.ARRIVAL);
            http.stall = configuration.duration(Key.STALL);
            http.requestsPerAddress = count(Key.ADDRESS_SESSIONS);
            http.warning = warning().orElse("");
        });
    }

    WsSettings ws() {
        return WsSettings.with(ws -> {
            ws.connectionsPerAddress = count(Key.ADDRESS_SESSIONS);
            ws.idle = configuration.duration(Key.IDLE);
            ws.heartbeat = configuration.duration(Key.HEARTBEAT);
        });
    }

    EngineSettings engineIo() {
        return EngineSettings.with(engine -> {
            engine.pingInterval = configuration.duration(Key.PING_INTERVAL);
            engine.pingTimeout = configuration.duration(Key.PING_TIMEOUT);
            engine.upgradeTimeout = configuration.duration(Key.UPGRADE);
            engine.payload = bytes(Key.PAYLOAD);
            engine.packets = count(Key.PACKETS);
            engine.sessionsPerAddress = count(Key.ADDRESS_SESSIONS);
            engine.patience = configuration.duration(Key.ARRIVAL);
            engine.stall = configuration.duration(Key.STALL);
        });
    }

    SocketIoSettings socketIo() {
        PacketBounds packets = PacketBounds.with(packet -> {
            packet.attachments = count(Key.ATTACHMENTS);
            packet.bytes = bytes(Key.PAYLOAD);
            packet.depth = count(Key.DEPTH);
        });
        return new SocketIoSettings(
                configuration.duration(Key.CONNECT), packets, Set.copyOf(configuration.list(Key.UNRECOVERED)));
    }

    /** In a servlet container the TCP port is opened only if the operator configures it. */
    TcpSettings tcp() {
        boolean given = configuration.given(Key.TCP);
        Optional<InetSocketAddress> address = configuration
                .address(Key.TCP)
                .filter(any -> standalone || given)
                .map(where -> new InetSocketAddress(where.host(), where.port()));
        return new TcpSettings(
                address,
                given,
                LOBBY,
                count(Key.ADDRESS_SESSIONS),
                configuration.duration(Key.IDLE),
                WsSettings.DEFAULT.closing());
    }

    /** Returns the built-in rules, for a deployer who provides none. */
    Access access() {
        return configuration.text(Key.ACCESS).equals("principal") ? Access.BY_PRINCIPAL : Access.OPEN;
    }

    private int count(Key key) {
        return Math.toIntExact(configuration.count(key));
    }

    private int bytes(Key key) {
        return Math.toIntExact(configuration.bytes(key));
    }
}

package io.roomcast.config;

import static io.roomcast.config.Key.Group.COUNTS;
import static io.roomcast.config.Key.Group.RATES;
import static io.roomcast.config.Key.Group.SIZES;
import static io.roomcast.config.Key.Group.TIME;
import static io.roomcast.config.Key.Group.WHERE;
import static io.roomcast.config.Key.Group.WHO;
import static io.roomcast.config.Kind.address;
import static io.roomcast.config.Kind.addressOrOff;
import static io.roomcast.config.Kind.bytes;
import static io.roomcast.config.Kind.choice;
import static io.roomcast.config.Kind.count;
import static io.roomcast.config.Kind.countOrOff;
import static io.roomcast.config.Kind.days;
import static io.roomcast.config.Kind.daysOrOff;
import static io.roomcast.config.Kind.embedders;
import static io.roomcast.config.Kind.flag;
import static io.roomcast.config.Kind.folder;
import static io.roomcast.config.Kind.folderOrNone;
import static io.roomcast.config.Kind.hosts;
import static io.roomcast.config.Kind.list;
import static io.roomcast.config.Kind.milliseconds;
import static io.roomcast.config.Kind.origins;
import static io.roomcast.config.Kind.percent;
import static io.roomcast.config.Kind.ranges;
import static io.roomcast.config.Kind.seconds;
import static io.roomcast.config.Kind.store;

import java.util.Locale;

/**
 * The configuration keys, in the order of the help and the documentation. The name of a key is its constant in lower
 * case with dashes.
 */
public enum Key {
    HTTP(WHERE, "127.0.0.1:8080", address(), "where HTTP and WebSocket listen under java -jar"),
    TCP(WHERE, "127.0.0.1:7070", addressOrOff(), "where the TCP server listens; off by default in a servlet container"),
    ENGINE(
            WHERE,
            "jdbc:sqlite:",
            store("memory:", "jdbc:sqlite:"),
            "where events are stored; jdbc:sqlite: without a path is roomcast.db in the folder of the key data"),
    DATA(WHERE, "./roomcast-data", folder(), "the folder for the store; no default in a servlet container"),

    ORIGINS(WHO, "", origins(), "other origins whose pages may use this server"),
    EMBED(WHO, "", embedders(), "origins whose pages may show the server's pages in a frame"),
    HOSTS(WHO, "", hosts(), "names by which clients may address the server; any by default"),
    TRUSTED_PROXIES(WHO, "", ranges(), "proxies whose X-Forwarded headers are trusted"),
    LISTED(WHO, "lobby", list(), "rooms that GET /rooms lists; * means every room in memory"),
    PROGRAMS(WHO, "", folderOrNone(), "the folder of jars with programs that run in the server, under java -jar"),
    DEMOS(WHO, "off", flag(), "whether the demo programs run, in rooms of their own"),
    UNRECOVERED(WHO, "", list(), "rooms without Socket.IO's connection state recovery"),
    ACCESS(WHO, "open", choice("open", "principal"), "who may enter: anyone, or clients that the container knows"),

    HEARTBEAT(TIME, "25s", seconds("10ms", "10m"), "the longest silence on a connection that reads a room"),
    GRACE(TIME, "15s", seconds("1ms", "1d"), "how long a seat outlives its connection"),
    TOKEN_LIFE(TIME, "7d", days("100ms", "3650d"), "how long a token stays valid after its last use"),
    WAIT(TIME, "60s", seconds("10ms", "60s"), "the longest time that a poll may wait"),
    STALL(TIME, "30s", seconds("10ms", "10m"), "how long one write may take before its connection ends as slow"),
    ARRIVAL(
            TIME,
            "30s",
            seconds("10ms", "10m"),
            "how long a request's head, its body, and a message may take to arrive"),
    IDLE(TIME, "60s", seconds("10ms", "1h"), "how long a connection may be in no room"),
    PING_INTERVAL(TIME, "25s", seconds("10ms", "10m"), "Socket.IO: the time between a pong and the next ping"),
    PING_TIMEOUT(TIME, "20s", seconds("10ms", "10m"), "Socket.IO: how long a pong may take"),
    CONNECT(TIME, "45s", seconds("10ms", "1h"), "Socket.IO: how long a connection may be in no namespace"),
    UPGRADE(TIME, "10s", seconds("10ms", "10m"), "Socket.IO: how long an upgrade to WebSocket may take"),
    DRAIN(TIME, "3s", seconds("10ms", "5m"), "the time over which clients reconnect when the server stops"),
    PRESENCE(TIME, "100ms", milliseconds("1ms", "10s"), "the shortest time over which roster changes are collected"),
    PROGRAM_TIME(TIME, "5s", seconds("10ms", "10m"), "how long programs may take for one event, waiting included"),
    ASK(TIME, "5s", seconds("10ms", "10m"), "the default time for a client to answer a program's question"),
    COMMIT(TIME, "10s", seconds("10ms", "5m"), "how long a publish waits for the store before it fails"),

    RATE(RATES, "100", countOrOff("1", "1000000"), "events per second that a session may publish"),
    BURST(RATES, "5s", seconds("1s", "10m"), "how much of a rate, as time, may come in one burst"),
    JOINS(RATES, "100", count("1", "1000000"), "readings per second that an address may start"),
    NEW_ROOMS(RATES, "1200", count("1", "1000000"), "rooms per minute that an address may load into memory"),

    MEMORY(SIZES, "40%", percent("1%", "90%"), "the part of the heap that may be held for clients in all"),
    ADDRESS_SHARE(SIZES, "25%", percent("1%", "100%"), "the part of that which one address may have"),
    FRAME(SIZES, "64k", bytes("1k", "16m"), "the largest command and the largest request body"),
    PAYLOAD(SIZES, "1000000", bytes("1k", "100m"), "Socket.IO: the largest message and the largest request body"),
    DEPTH(SIZES, "64", count("1", "512"), "levels of nesting in JSON"),
    LIST(SIZES, "100", count("1", "10000"), "events in one publish"),
    RECIPIENTS(SIZES, "100", count("1", "10000"), "members to whom one event may be addressed"),
    PAGE(SIZES, "1000", count("1", "1000"), "events in one page of history"),
    BATCH(SIZES, "64k", bytes("1k", "16m"), "the approximate size of one write"),
    REPLIES(SIZES, "256k", bytes("1k", "16m"), "replies that a connection may leave unread"),

    UNACKED(COUNTS, "128", count("1", "10000"), "publishes of one session that may wait for an ack"),
    ROSTER(COUNTS, "200", count("1", "10000"), "the largest room whose roster has names and not only a count"),
    MEMBERS(COUNTS, "10000", count("1", "1000000"), "seats in one room"),
    SESSION_ROOMS(COUNTS, "64", count("1", "10000"), "rooms that one connection may be in"),
    ATTACHMENTS(COUNTS, "10", count("1", "1000"), "Socket.IO: binary attachments of one event"),
    PACKETS(COUNTS, "1000", count("1", "100000"), "Socket.IO: packets in one request body"),
    ADDRESS_SESSIONS(COUNTS, "2000", count("1", "1000000"), "connections, and requests under way, from one address"),
    ROOMS(COUNTS, "100000", count("1", "10000000"), "rooms in memory"),
    PENDING(
            COUNTS,
            "10000",
            count("1", "1000000"),
            "publishes that may wait for the store, or for programs in one room"),
    PROGRAM_THREADS(COUNTS, "16", count("1", "1000"), "threads for programs"),
    ASKS(COUNTS, "16", count("1", "1000"), "open questions by programs to one session in a room"),

    HISTORY(Group.HISTORY, "10000", count("1", "10000000"), "public events that a room keeps"),
    HISTORY_BYTES(Group.HISTORY, "16m", bytes("1k", "16g"), "the size of a room's public events"),
    HISTORY_AGE(Group.HISTORY, "0d", daysOrOff("10ms", "3650d"), "how long a room keeps events"),
    STORE_BYTES(Group.HISTORY, "256m", bytes("64k", "1024g"), "the size of all rooms together, in memory"),
    DISK_BYTES(
            Group.HISTORY,
            "16g",
            bytes("1m", "100000g"),
            "the size of all rooms together, on disk, with ids and members"),
    PRIVATE(Group.HISTORY, "1000", count("1", "1000000"), "private events that a room keeps"),
    KNOWN(Group.HISTORY, "100000", count("1", "10000000"), "members that a room knows as recipients of private events"),
    RING(Group.HISTORY, "1024", count("1", "1000000"), "newest events that a room shares with its readers in memory"),
    RING_BYTES(Group.HISTORY, "64m", bytes("64k", "64g"), "the size of these events in all rooms together");

    /** The headings of the keys. */
    public enum Group {
        WHERE,
        WHO,
        TIME,
        RATES,
        SIZES,
        COUNTS,
        HISTORY;

        /** Returns the heading in lower case. */
        public String heading() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Group group;
    private final String standard;
    // A kind is immutable, but the checker cannot see that its reader is a pure function.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Kind kind;

    private final String meaning;

    Key(Group group, String standard, Kind kind, String meaning) {
        this.group = group;
        this.standard = standard;
        this.kind = kind;
        this.meaning = meaning;
    }

    /** Returns the key as it is written after {@code --}, such as {@code token-life}. */
    public String dashed() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the heading of the key. */
    public Group group() {
        return group;
    }

    /** Returns the default as an operator would write it; may be empty. */
    public String standard() {
        return standard;
    }

    /** Returns the key's meaning, in less than a line. */
    public String meaning() {
        return meaning;
    }

    /** Returns the possible values of the key. */
    public String bounds() {
        return kind.bounds();
    }

    Kind kind() {
        return kind;
    }
}

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
import static io.roomcast.config.Kind.flag;
import static io.roomcast.config.Kind.folder;
import static io.roomcast.config.Kind.folderOrNone;
import static io.roomcast.config.Kind.list;
import static io.roomcast.config.Kind.milliseconds;
import static io.roomcast.config.Kind.origins;
import static io.roomcast.config.Kind.ranges;
import static io.roomcast.config.Kind.seconds;
import static io.roomcast.config.Kind.store;

import java.util.Locale;

/**
 * Everything that can be configured, in the order in which help and documentation show it. A constant's name in lower
 * case with dashes is the key's name.
 */
public enum Key {
    HTTP(WHERE, "127.0.0.1:8080", address(), "where HTTP and WebSocket listen under java -jar"),
    TCP(
            WHERE,
            "127.0.0.1:7070",
            addressOrOff(),
            "where lines of TCP are taken; the default is that of java -jar, in a server there is none"),
    ENGINE(
            WHERE,
            "jdbc:sqlite:",
            store("memory:", "jdbc:sqlite:"),
            "where the rooms' logs live; jdbc:sqlite: alone is a file in the folder of data"),
    DATA(
            WHERE,
            "./roomcast-data",
            folder(),
            "the folder of what is kept on disk; the default is that of java -jar, in a server there is none"),

    ORIGINS(WHO, "", origins(), "pages of these origins may use the server, besides its own"),
    TRUSTED_PROXIES(WHO, "", ranges(), "proxies whose X-Forwarded headers are believed"),
    LISTED(WHO, "lobby", list(), "rooms that everyone is told of"),
    PROGRAMS(WHO, "", folderOrNone(), "under java -jar, the folder of jars with programs that run in the server"),
    DEMOS(WHO, "off", flag(), "whether the demos run: programs in rooms of their own"),
    UNRECOVERED(WHO, "", list(), "rooms whose Socket.IO clients are not brought back to where they were"),
    ACCESS(WHO, "open", choice("open", "principal"), "who may enter: anyone, or whom the container knows"),

    HEARTBEAT(TIME, "25s", seconds("10ms", "10m"), "something is sent to each reader at least this often"),
    GRACE(TIME, "15s", seconds("1ms", "1d"), "how long a seat outlives its connection"),
    TOKEN_LIFE(TIME, "7d", days("100ms", "3650d"), "how long a token is good after its last use"),
    WAIT(TIME, "60s", seconds("10ms", "60s"), "the longest that a poll may wait"),
    STALL(TIME, "30s", seconds("10ms", "10m"), "how long one write may take before its connection ends as slow"),
    ARRIVAL(TIME, "30s", seconds("10ms", "10m"), "how long the head of a request, and its body, may take to arrive"),
    IDLE(TIME, "60s", seconds("10ms", "1h"), "how long a connection may be in no room"),
    PING_INTERVAL(TIME, "25s", seconds("10ms", "10m"), "Socket.IO: how long after a sign of life the next ping is due"),
    PING_TIMEOUT(TIME, "20s", seconds("10ms", "10m"), "Socket.IO: how long the answer to a ping may take"),
    CONNECT(TIME, "45s", seconds("10ms", "1h"), "Socket.IO: how long a connection may be in no namespace"),
    UPGRADE(TIME, "10s", seconds("10ms", "10m"), "Socket.IO: how long the change from polling to WebSocket may take"),
    DRAIN(TIME, "3s", seconds("10ms", "5m"), "within this time draining connections are told to go"),
    PRESENCE(TIME, "100ms", milliseconds("1ms", "10s"), "news of who is here is gathered for at least this long"),
    PROGRAM_TIME(TIME, "5s", seconds("10ms", "10m"), "how long programs may take to see one thing, the wait included"),
    ASK(TIME, "5s", seconds("10ms", "10m"), "how long a client may take to answer a program, where that does not say"),
    COMMIT(TIME, "10s", seconds("10ms", "5m"), "how long a publish may wait for its outcome before it is unavailable"),

    RATE(RATES, "100", countOrOff("1", "1000000"), "publishes a second, for each session"),
    BURST(RATES, "5s", seconds("1s", "10m"), "publishes of this much time may come at once"),
    JOINS(RATES, "100", count("1", "1000000"), "how often a second readings may begin, for each address"),
    NEW_ROOMS(RATES, "1200", count("1", "1000000"), "rooms new in memory a minute, for each address"),

    FRAME(SIZES, "64k", bytes("1k", "16m"), "the largest command, and the largest body of a request"),
    PAYLOAD(SIZES, "1000000", bytes("1k", "100m"), "Socket.IO: the largest message, and the largest body of a request"),
    DEPTH(SIZES, "64", count("1", "512"), "how deep JSON may be nested"),
    LIST(SIZES, "100", count("1", "10000"), "events in one publish"),
    RECIPIENTS(SIZES, "100", count("1", "10000"), "members that one event may be addressed to"),
    PAGE(SIZES, "1000", count("1", "1000"), "events in one page of history"),
    BATCH(SIZES, "64k", bytes("1k", "16m"), "how much goes out in one write"),
    REPLIES(SIZES, "256k", bytes("1k", "16m"), "answers that a connection may leave unread"),

    UNACKED(COUNTS, "128", count("1", "10000"), "publishes of one session that may be unanswered"),
    ROSTER(COUNTS, "200", count("1", "10000"), "up to this many members a room tells their names"),
    MEMBERS(COUNTS, "10000", count("1", "1000000"), "seats in one room"),
    SESSION_ROOMS(COUNTS, "64", count("1", "10000"), "rooms that one connection may be in"),
    ATTACHMENTS(COUNTS, "10", count("1", "1000"), "Socket.IO: pieces of binary in one event"),
    PACKETS(COUNTS, "1000", count("1", "100000"), "Socket.IO: packets in the body of one request"),
    ADDRESS_SESSIONS(COUNTS, "2000", count("1", "1000000"), "connections from one address"),
    ROOMS(COUNTS, "100000", count("1", "10000000"), "rooms in memory"),
    PENDING(COUNTS, "10000", count("1", "1000000"), "publishes that may wait for the store, or in a room for programs"),
    PROGRAM_THREADS(COUNTS, "16", count("1", "1000"), "threads on which programs run"),
    ASKS(COUNTS, "16", count("1", "1000"), "questions of programs that one session may leave open in a room"),

    HISTORY(Group.HISTORY, "10000", count("1", "10000000"), "public events that a room keeps"),
    HISTORY_BYTES(Group.HISTORY, "16m", bytes("1k", "16g"), "the size of the public events that a room keeps"),
    HISTORY_AGE(Group.HISTORY, "0d", daysOrOff("10ms", "3650d"), "how long a room keeps events"),
    STORE_BYTES(Group.HISTORY, "256m", bytes("64k", "1024g"), "the size of what all rooms keep together, in memory"),
    DISK_BYTES(Group.HISTORY, "16g", bytes("1m", "100000g"), "the size of what all rooms keep together, on disk"),
    PRIVATE(Group.HISTORY, "1000", count("1", "1000000"), "private events that a room keeps"),
    KNOWN(Group.HISTORY, "100000", count("1", "10000000"), "members that a room remembers as addressees"),
    RING(Group.HISTORY, "1024", count("1", "1000000"), "newest events that the readers of a room share in memory"),
    RING_BYTES(Group.HISTORY, "64m", bytes("64k", "64g"), "the size of these in all rooms together");

    /** The headings under which keys are shown. */
    public enum Group {
        WHERE,
        WHO,
        TIME,
        RATES,
        SIZES,
        COUNTS,
        HISTORY;

        /** The heading, in lower case. */
        public String heading() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Group group;
    private final String standard;
    // A kind is a record without state; the checker cannot see that its reader is a pure function.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Kind kind;

    private final String meaning;

    Key(Group group, String standard, Kind kind, String meaning) {
        this.group = group;
        this.standard = standard;
        this.kind = kind;
        this.meaning = meaning;
    }

    /** The key as it is written after {@code --}, such as {@code token-life}. */
    public String dashed() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The heading under which the key is shown. */
    public Group group() {
        return group;
    }

    /** The default, written as a user would write it; empty where nothing is set by default. */
    public String standard() {
        return standard;
    }

    /** What the key is for, in less than a line. */
    public String meaning() {
        return meaning;
    }

    /** What the key takes, from where to where. */
    public String bounds() {
        return kind.bounds();
    }

    Kind kind() {
        return kind;
    }
}

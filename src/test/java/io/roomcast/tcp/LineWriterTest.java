package io.roomcast.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.kit.Accounts;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.kit.socket.RawSocket;
import io.roomcast.room.Delivery;
import io.roomcast.room.log.Position;
import io.roomcast.room.who.Rates;
import io.roomcast.wire.ClientLimits;
import io.roomcast.wire.CommandParser;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.Json;
import io.roomcast.wire.JsonLines;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the way out of a connection of lines")
class LineWriterTest {
    private static final ClientLimits BOUNDS = ClientLimits.with(limits -> {
        limits.list = 10;
        limits.recipients = 10;
        limits.rooms = 3;
        limits.replies = 4096;
    });

    private final WorldSettings settings = new WorldSettings();
    private final World world = new World(settings);
    private final Json json = new Json();
    private final JsonLines lines = new JsonLines(world.sessions, settings.limits(), BOUNDS);

    private Ingress ingress() {
        Rates any = new Rates(world.time::elapsed, 0, Duration.ofSeconds(5));
        CommandParser commands = new CommandParser(json, BOUNDS);
        return new Ingress(world.rooms, world.sessions, any, any, any, BOUNDS, commands, lines, json, world.time);
    }

    private TcpEncoder says(String word) {
        return new TcpEncoder(lines, delivery -> (word + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The welcome to the lobby may be due at the very moment at which the person turns out to be a program. */
    @Test
    @DisplayName("says in the words of the one it was for what was due before somebody else listened")
    void inTheWordsOfWhomItWasFor() throws Exception {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
            channel.connect(door.getLocalSocketAddress()).get();
            try (RawSocket peer = RawSocket.accept(door)) {
                LineWriter socket = new LineWriter(
                        ingress(), Accounts.account(), channel, says("to a person"), Duration.ofSeconds(1), () -> {});
                Runnable due = socket.writeTask(new Delivery.Stand("lobby", Position.START), () -> {});
                socket.useEncoder(says("to a program"));
                due.run();
                assertEquals("to a person", peer.line());
            }
        }
    }
}

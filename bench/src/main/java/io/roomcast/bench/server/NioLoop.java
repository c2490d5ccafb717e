package io.roomcast.bench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A server in plain NIO that sends each message to all clients, and nothing else: no rooms, no history, no names. It shows
 * the least that a delivery costs on this machine. This thread reads; another one, the {@link LoopPump}, writes.
 */
final class NioLoop {
    private final Selector selector = Selector.open();
    private final LoopPump pump = new LoopPump();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

    private NioLoop() throws IOException {}

    public static void main(String[] arguments) throws IOException {
        new NioLoop().run();
    }

    private void run() throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1024);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
        pump.start();
        System.out.println("ready: http://127.0.0.1:" + listening.socket().getLocalPort());
        while (true) {
            selector.select(key -> {
                if (key.isAcceptable()) {
                    accept(listening);
                } else {
                    read(key, (LoopClient) key.attachment());
                }
            });
        }
    }

    private void accept(ServerSocketChannel listening) {
        try {
            for (SocketChannel channel = listening.accept(); channel != null; channel = listening.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ, new LoopClient(channel));
            }
        } catch (IOException failed) {
            System.err.println("not accepted: " + failed);
        }
    }

    private void read(SelectionKey key, LoopClient client) {
        try {
            buffer.clear();
            if (client.channel().read(buffer) < 0) {
                throw new IOException("the client has gone");
            }
            client.take(buffer.flip(), pump);
        } catch (IOException gone) {
            key.cancel();
            pump.forget(client);
        }
    }
}

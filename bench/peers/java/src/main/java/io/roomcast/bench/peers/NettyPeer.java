package io.roomcast.bench.peers;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** netty-socketio over WebSocket alone, with nothing but defaults: each message is sent to everybody in the sender's room. */
final class NettyPeer {
    private NettyPeer() {}

    public static void main(String[] arguments) throws IOException {
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(freePort());
        configuration.setTransports(Transport.WEBSOCKET);
        SocketIOServer server = new SocketIOServer(configuration);
        server.addConnectListener(
                client -> client.joinRoom(client.getHandshakeData().getSingleUrlParam("room")));
        server.addEventListener(
                "message",
                String.class,
                (client, data, acknowledgement) -> server.getRoomOperations(
                                client.getHandshakeData().getSingleUrlParam("room"))
                        .sendEvent("message", data));
        server.start();
        System.out.println("ready: http://127.0.0.1:" + configuration.getPort());
    }

    /** It does not tell which port it got, so it is given one. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}

package io.roomcast.tcp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * The address of the TCP server, and the limits on its connections.
 *
 * @param address where to listen, if at all
 * @param isGiven whether the operator configured the address: then it is an error if it cannot be used
 * @param room the room in which people start
 * @param connectionsPerAddress connections that one address may have at the same time
 * @param idle how long a connection may be in no room
 * @param closing how long a client may take to end its side
 */
public record TcpSettings(
        Optional<InetSocketAddress> address,
        boolean isGiven,
        String room,
        int connectionsPerAddress,
        Duration idle,
        Duration closing) {}

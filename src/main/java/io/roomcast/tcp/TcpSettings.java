package io.roomcast.tcp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where lines of TCP are taken, and the bounds on their connections; each is a key of the configuration.
 *
 * @param address where to listen, if at all
 * @param isGiven whether somebody asked for that address: then it is an error if it cannot be had
 * @param room where people are when they come
 * @param connectionsPerAddress connections that one address may have at once
 * @param idle how long a connection may be in no room
 * @param closing how long a peer may take to end its side
 */
public record TcpSettings(
        Optional<InetSocketAddress> address,
        boolean isGiven,
        String room,
        int connectionsPerAddress,
        Duration idle,
        Duration closing) {}

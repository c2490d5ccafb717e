package io.roomcast.server.rules;

import io.roomcast.room.who.Access;
import io.roomcast.room.who.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A visitor with {@code Authorization: Bearer ann} is called ann, and may do what a file says in
 * lines such as {@code ann ENTER lobby}. Any thread of the server's.
 */
@ApplicationScoped
public class GuestList implements Access {
    public static final String FILE = "guest.list";
    private static final String BEARER = "Bearer ";

    @Override
    public boolean may(Visitor visitor, Deed deed, String room) {
        try {
            return Files.readAllLines(Path.of(System.getProperty(FILE)))
                    .contains(name(visitor, "nobody") + " " + deed + " " + room);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name(Visitor visitor, String asked) {
        return visitor.credentials()
                .filter(credentials -> credentials.startsWith(BEARER))
                .map(credentials -> credentials.substring(BEARER.length()))
                .orElse(asked);
    }
}

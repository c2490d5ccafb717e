package io.roomcast.wire;

import io.roomcast.room.budget.Account;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * The connections of one transport, counted and limited by IP address, and by what the server may hold for all. Without an
 * address there is no limit of its own. Any thread.
 *
 * @param <P> a connection of the transport
 */
public final class ConnectionCounter<P> implements Iterable<P> {
    private final int mostPerAddress;
    private final int flat;
    private final Map<P, Account> connections = new ConcurrentHashMap<>();
    private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();

    /** Counts each connection with so many bytes for what it always needs. */
    public ConnectionCounter(int mostPerAddress, int flat) {
        this.mostPerAddress = mostPerAddress;
        this.flat = flat;
    }

    /**
     * Adds a connection with its account. Returns a refusal if its address has too many; it counts until it is removed,
     * and with it the account is closed.
     */
    public Optional<Refusal> add(P connection, Account account) {
        connections.put(connection, account);
        String address = account.address();
        int here = perAddress.merge(address, 1, Integer::sum);
        if (!address.isEmpty() && here > mostPerAddress) {
            return Optional.of(new Refusal(Code.TOO_MANY, "your address has too many connections to this server"));
        }
        return account.connect(flat) ? Optional.empty() : Optional.of(Account.refusal());
    }

    /** Removes a connection, once or more often. */
    public void remove(P connection) {
        Account account = connections.remove(connection);
        if (account != null) {
            account.close();
            perAddress.computeIfPresent(account.address(), (same, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Ends all connections before the server stops. Clients reconnect at random times within {@code spread}. */
    public void drain(Duration spread, RandomGenerator random, BiConsumer<P, Ending> end) {
        forEach(each -> end.accept(each, Ending.of(Code.DRAINING).comeBackWithin(spread, random)));
    }

    public int count() {
        return connections.size();
    }

    @Override
    public Iterator<P> iterator() {
        return Collections.unmodifiableSet(connections.keySet()).iterator();
    }
}

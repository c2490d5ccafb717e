package io.roomcast.kills;

import io.roomcast.contract.client.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Those who publish and read while the server is killed: in each room two publishers by HTTP, two by WebSocket, and a
 * reader by each transport. For use by one thread.
 */
final class Crew {
    static final String ACKS = "acks";
    static final String READERS = "readers";

    private static final List<String> ROOMS = List.of("north", "south");
    private static final List<Transport> TRANSPORTS = List.of(
            Transport.WEBSOCKET,
            Transport.WEBSOCKET_LINES,
            Transport.NDJSON,
            Transport.SSE,
            Transport.LONG_POLL,
            Transport.SOCKET_IO,
            Transport.SOCKET_IO_POLLING,
            Transport.TCP);
    private static final int PAIRS = 2;
    private static final int PATIENCE_SECONDS = 30;

    private final List<Company> companies = new ArrayList<>();
    private final List<CompletableFuture<Void>> readings = new ArrayList<>();
    private final List<CompletableFuture<Void>> publishings = new ArrayList<>();

    /** The publishers and readers of one room. */
    private record Company(List<KillPublisher> publishers, List<KillReader> readers) {
        /** Where the log ends, once nobody publishes any more. */
        private long end() {
            return publishers.stream().mapToLong(KillPublisher::last).max().orElse(0);
        }
    }

    /** @param folder where they write: a file each, in two folders */
    Crew(Path folder, URI server, SplittableRandom random) throws IOException {
        Path acks = Files.createDirectory(folder.resolve(ACKS));
        Path readers = Files.createDirectory(folder.resolve(READERS));
        for (String room : ROOMS) {
            Company company = new Company(new ArrayList<>(), new ArrayList<>());
            for (int pair = 1; pair <= PAIRS; pair++) {
                String http = room + "-http" + pair;
                String socket = room + "-ws" + pair;
                company.publishers.add(
                        KillPublisher.byHttp(http, server, room, new KillLedger(acks.resolve(http)), random.split()));
                company.publishers.add(KillPublisher.byWebSocket(
                        socket, server, room, new KillLedger(acks.resolve(socket)), random.split()));
            }
            for (Transport transport : TRANSPORTS) {
                String name = room + "-" + transport;
                company.readers.add(
                        new KillReader(name, transport, server, room, new KillLedger(readers.resolve(name))));
            }
            companies.add(company);
        }
    }

    void begin() {
        readers().forEach(reader -> readings.add(started(reader)));
        publishers().forEach(publisher -> publishings.add(started(publisher)));
    }

    private static CompletableFuture<Void> started(Runnable task) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                        end.complete(null);
                    } catch (RuntimeException | Error failure) {
                        end.completeExceptionally(failure);
                    }
                },
                "crew");
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private List<KillPublisher> publishers() {
        return companies.stream()
                .flatMap(company -> company.publishers.stream())
                .toList();
    }

    private List<KillReader> readers() {
        return companies.stream().flatMap(company -> company.readers.stream()).toList();
    }

    /** How many publishes were acknowledged so far. */
    long acknowledged() {
        return publishers().stream().mapToLong(KillPublisher::acknowledged).sum();
    }

    /** How far each has come, in acknowledgements and events. */
    List<Long> progress() {
        return LongStream.concat(
                        publishers().stream().mapToLong(KillPublisher::acknowledged),
                        readers().stream().mapToLong(KillReader::heard))
                .boxed()
                .toList();
    }

    /** Waits until somebody has come further. */
    void awaitAny(List<Long> before) throws TimeoutException {
        await(() -> !progress().equals(before), "nobody published or heard anything");
    }

    /** Waits until so much is acknowledged. */
    void awaitMore(long enough) throws TimeoutException {
        await(() -> acknowledged() >= enough, "too little was published");
    }

    /** Waits until everybody has come further: all are back. */
    void awaitAll(List<Long> before) throws TimeoutException {
        List<String> names = Stream.concat(
                        publishers().stream().map(KillPublisher::name),
                        readers().stream().map(KillReader::name))
                .toList();
        for (int index = 0; index < names.size(); index++) {
            int one = index;
            await(() -> !progress().get(one).equals(before.get(one)), names.get(one) + " stood still");
        }
    }

    /** Has everybody bring to an end what is under way, and read up to the end. */
    void finish() throws TimeoutException {
        awaitAll(progress());
        publishers().forEach(KillPublisher::stop);
        await(() -> publishings.stream().allMatch(CompletableFuture::isDone), "a publisher got no answer");
        for (Company company : companies) {
            for (KillReader reader : company.readers) {
                long end = company.end();
                await(() -> reader.last() >= end, reader.name() + " never came to offset " + end);
            }
        }
    }

    /** Has them close their files, wherever they are. */
    void stop() throws TimeoutException {
        publishers().forEach(KillPublisher::giveUp);
        readers().forEach(KillReader::stop);
        Patience.until(
                () -> readings.stream().allMatch(CompletableFuture::isDone), PATIENCE_SECONDS, "a reader did not end");
    }

    private void await(BooleanSupplier condition, String sentence) throws TimeoutException {
        Patience.until(() -> hasFailure() || condition.getAsBoolean(), PATIENCE_SECONDS, sentence);
        publishings.stream().filter(CompletableFuture::isCompletedExceptionally).forEach(CompletableFuture::join);
        readings.stream().filter(CompletableFuture::isCompletedExceptionally).forEach(CompletableFuture::join);
    }

    private boolean hasFailure() {
        return publishings.stream().anyMatch(CompletableFuture::isCompletedExceptionally)
                || readings.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
    }
}

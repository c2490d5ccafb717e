package io.roomcast.kit;

import io.roomcast.engine.memory.MemoryEngine;
import io.roomcast.room.Cursor;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.Rooms;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.EngineListener;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Leases;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.Start;
import io.roomcast.room.program.Programs;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Sessions;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Several servers over the same logs in memory, in which nothing moves unless the test moves it. */
public final class Servers {
    public final HandTime time = new HandTime(World.BEGINNING);
    public final HandWorkers workers = new HandWorkers();
    public final WorldSettings settings;
    public final Sessions sessions;
    private final List<Server> servers = new ArrayList<>();

    /** One of them, and what it is told of the others' doings. */
    private static final class Server extends EngineAround {
        private Rooms rooms;
        private EngineListener watch;
        private boolean deaf;
        private final List<Runnable> held = new ArrayList<>();
        private final HandPrograms programs = new HandPrograms();
        private boolean late;
        private boolean away;
        private boolean lost;
        private boolean strays;
        private Runnable astray = () -> {};
        private int changes;

        Server(Engine inner) {
            super(inner);
        }

        @Override
        public void watch(EngineListener theirs) {
            watch = theirs;
            inner.watch(new EngineListener() {
                @Override
                public void grew(String room, Position head, List<Event> events) {
                    pass(() -> theirs.grew(room, head, events));
                }

                @Override
                public void changed(String room, long number) {
                    pass(() -> theirs.changed(room, number));
                }

                @Override
                public void removed(String room, String epoch) {
                    pass(() -> theirs.removed(room, epoch));
                }

                @Override
                public void told(String room, String payload) {
                    pass(() -> theirs.told(room, payload));
                }

                @Override
                public void interrupted(Lane lane) {
                    theirs.interrupted(Server.this);
                }
            });
        }

        @Override
        public Leases leases() {
            Leases theirs = super.leases();
            return away ? new UnreachableLeases(theirs) : theirs;
        }

        @Override
        public CompletionStage<List<SeatResult>> change(List<SeatRequest> requests, Lease lease) {
            changes += requests.size();
            if (strays) {
                strays = false;
                astray = () -> super.change(requests, lease);
                return unanswered();
            }
            CompletionStage<List<SeatResult>> done = away ? unanswered() : super.change(requests, lease);
            boolean lose = lost;
            lost = false;
            return lose ? unanswered() : done;
        }

        private static CompletionStage<List<SeatResult>> unanswered() {
            return CompletableFuture.failedStage(new IllegalStateException(UnreachableLeases.AWAY));
        }

        private void pass(Runnable news) {
            if (late) {
                held.add(news);
            } else if (!deaf) {
                news.run();
            }
        }
    }

    public Servers(WorldSettings settings, int count) {
        this.settings = settings;
        MemoryEngine first = new MemoryEngine(settings.retention(), time, new Random(7));
        for (int number = 0; number < count; number++) {
            servers.add(new Server(number == 0 ? first : first.another()));
        }
        for (Server server : servers) {
            server.rooms = new Rooms(server, Access.OPEN, time, workers, settings.limits(), programsOf(server));
        }
        this.sessions = new Sessions(first.sessions(), time, new Random(8), Duration.ofDays(7));
        run();
    }

    private Programs programsOf(Server server) {
        return settings.programs == Programs.NONE ? Programs.NONE : server.programs;
    }

    /** The record of a server's programs; there are some unless the settings have none. */
    public List<String> seen(int server) {
        return servers.get(server).programs.seen();
    }

    /** The programs of a server. */
    public HandPrograms programs(int server) {
        return servers.get(server).programs;
    }

    /** Has the store do the server's next change, and give no answer. */
    public void loseAnswer(int server) {
        servers.get(server).lost = true;
    }

    /** Fails the server's next change, which reaches the store only when {@link #arrive} is called. */
    public void leadAstray(int server) {
        servers.get(server).strays = true;
    }

    /** The store does the change that went astray, for which nobody waits any more. */
    public void arrive(int server) {
        servers.get(server).astray.run();
        run();
    }

    /** From now on the server does not reach the store, or does again. */
    public void cutOff(int server, boolean away) {
        servers.get(server).away = away;
    }

    /** How often the server has changed a roster. */
    public int changes(int server) {
        return servers.get(server).changes;
    }

    /** The same for a member, in one room. */
    public RecordingOutlet live(int server, String room, Session session) {
        RecordingOutlet outlet = new RecordingOutlet();
        read(server, room, ReadRequest.live(Visitor.ANYBODY, session, new Start.Head()), outlet);
        return outlet;
    }

    /** A poll that waits. */
    public RecordingOutlet poll(int server, String room, Session session) {
        RecordingOutlet outlet = new RecordingOutlet();
        Start start = new Start.After(Position.START);
        read(
                server,
                room,
                ReadRequest.once(Visitor.ANYBODY, session, start, 100).waiting(),
                outlet);
        return outlet;
    }

    public Cursor read(int server, String room, ReadRequest entry, RecordingOutlet outlet) {
        Cursor cursor = rooms(server).read(room, entry, outlet);
        run();
        return cursor;
    }

    /** How many are in a room, as a server says. */
    public int count(int server, String room) {
        return rooms(server).members(room, 0, 0).toCompletableFuture().join().count();
    }

    public Rooms rooms(int server) {
        return servers.get(server).rooms;
    }

    public Engine engine(int server) {
        return servers.get(server);
    }

    /** From now on this server hears nothing of what others do. */
    public void deafen(int server) {
        servers.get(server).deaf = true;
    }

    /** From now on this server hears of it when {@link #deliver} is called. */
    public void delay(int server) {
        servers.get(server).late = true;
    }

    /** Tells twice what was held back, and in the opposite order. */
    public void deliver(int server) {
        Server late = servers.get(server);
        late.late = false;
        for (int turn = 0; turn < 2; turn++) {
            for (int index = late.held.size() - 1; index >= 0; index--) {
                late.held.get(index).run();
                run();
            }
        }
        late.held.clear();
    }

    /** The server learns that it may have missed something. */
    public void interrupt(int server) {
        Server one = servers.get(server);
        one.deaf = false;
        one.watch.interrupted(one);
        run();
    }

    public void run() {
        workers.run();
    }

    /** Lets time pass; all that becomes due is done. */
    public void pass(Duration duration) {
        Duration until = time.in(duration);
        run();
        while (time.ringNext(until)) {
            run();
        }
    }

    /** A live reader without a session. */
    public RecordingOutlet live(int server, String room, Start start) {
        RecordingOutlet outlet = new RecordingOutlet();
        rooms(server).read(room, ReadRequest.live(Visitor.ANYBODY, start), outlet);
        run();
        return outlet;
    }

    /** One answer. */
    public RecordingOutlet once(int server, String room, Start start) {
        RecordingOutlet outlet = new RecordingOutlet();
        rooms(server).read(room, ReadRequest.once(Visitor.ANYBODY, start, 100), outlet);
        run();
        return outlet;
    }

    /** Publishes without waiting for anything. */
    public CompletionStage<Position> publish(int server, String room, Session from, String id, Object data) {
        Member member = from.member();
        Draft draft = new Draft(room, member, id, List.of(Content.of("message", data.toString())));
        return rooms(server)
                .publish(Visitor.ANYBODY, draft)
                .thenApply(ack -> ack.position().orElseThrow());
    }

    /** Publishes and runs; the acknowledged position. */
    public Position say(int server, String room, Session from, String id, Object data) {
        CompletionStage<Position> ack = publish(server, room, from, id, data);
        run();
        return ack.toCompletableFuture().join();
    }
}

package io.roomcast.socketio;

import io.roomcast.room.Batch;
import io.roomcast.room.BatchFormat;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.EventFormat;
import io.roomcast.socketio.engine.EngineMessages;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EngineCodec3;
import io.roomcast.socketio.packet.EngineCodec4;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.socketio.packet.PacketOutput;
import io.roomcast.wire.JsonLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The encoder of events for one kind of receivers. Each event and batch is encoded once for all of them. Any thread. */
final class EmitFormat implements BatchFormat<EngineMessages> {
    private static final List<EmitFormat> ALL = List.of(
            new EmitFormat(false, false, false),
            new EmitFormat(true, false, false),
            new EmitFormat(false, true, false),
            new EmitFormat(true, true, false),
            new EmitFormat(false, false, true),
            new EmitFormat(true, false, true),
            new EmitFormat(false, true, true),
            new EmitFormat(true, true, true));

    private final EventFormat<List<EnginePacket>> packets;
    private final Map<EngineCodec, EventFormat<byte[]>> frames;

    private EmitFormat(boolean main, boolean envelope, boolean offset) {
        this.packets = event -> PacketOutput.messages(
                main ? "/" : "/" + event.room(), event.content(), appended(event, envelope, offset));
        this.frames = Stream.of(new EngineCodec4(), new EngineCodec3(false), new EngineCodec3(true))
                .collect(Collectors.toUnmodifiableMap(Function.identity(), this::frames));
    }

    /** Returns the format of events in the main namespace or in a room's own, with or without envelope and offset. */
    static EmitFormat of(boolean main, boolean envelope, boolean offset) {
        return ALL.get((main ? 1 : 0) + (envelope ? 2 : 0) + (offset ? 4 : 0));
    }

    private EventFormat<byte[]> frames(EngineCodec codec) {
        return event -> EngineMessages.frames(codec, event.in(packets));
    }

    private static List<String> appended(Event event, boolean envelope, boolean offset) {
        List<String> more = new ArrayList<>();
        if (envelope) {
            more.add(JsonLines.envelope(event));
        }
        if (offset) {
            more.add("\"" + event.position() + "\"");
        }
        return more;
    }

    @Override
    public EngineMessages encode(Batch batch) {
        return new EngineMessages() {
            @Override
            public List<EnginePacket> packets() {
                return batch.events().stream()
                        .flatMap(event -> event.in(packets).stream())
                        .toList();
            }

            @Override
            public byte[] frames(EngineCodec codec) {
                return batch.in(frames.get(codec));
            }
        };
    }
}

package io.roomcast.http;

import io.roomcast.channel.http.Response;
import io.roomcast.room.Delivery;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;

/** The format of one stream. One thread at a time. */
interface StreamFormat {
    /** Returns the head of the response. */
    Response beginning();

    byte[] delivery(Delivery delivery);

    /** Encodes the end of a finite reading. */
    byte[] complete(Position position);

    byte[] ended(Ending ending);

    byte[] refused(Refusal refusal);
}

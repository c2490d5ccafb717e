package io.roomcast.http;

import io.roomcast.channel.http.Response;
import io.roomcast.room.Delivery;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;

/** How one stream looks on the wire. Called for one thing after the other. */
interface StreamFormat {
    /** The answer with which the stream begins, without its body. */
    Response beginning();

    byte[] delivery(Delivery delivery);

    /** The end of a reading that has come to where it should go. */
    byte[] complete(Position position);

    byte[] ended(Ending ending);

    byte[] refused(Refusal refusal);
}

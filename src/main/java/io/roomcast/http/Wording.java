package io.roomcast.http;

import io.roomcast.channel.http.Answer;
import io.roomcast.room.Part;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;

/** How one stream looks on the wire. Called for one thing after the other. */
interface Wording {
    /** The answer with which the stream begins, without its body. */
    Answer beginning();

    byte[] part(Part part);

    /** The end of a reading that has come to where it should go. */
    byte[] complete(Position position);

    byte[] ended(Ending ending);

    byte[] refused(Refusal refusal);
}

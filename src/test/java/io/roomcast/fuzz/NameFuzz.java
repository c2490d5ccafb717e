package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.who.Names;
import java.text.Normalizer;
import java.util.Set;

/** The name of a room or of a member, and the type of an event. */
class NameFuzz {
    @FuzzTest
    void a_text_is_a_name_or_a_refusal(byte[] bytes) {
        String text = Input.text(bytes);
        Input.unlessRefused(Set.of(Code.BAD_ROOM), () -> Names.room(text)).ifPresent(room -> {
            assertEquals(room, Names.room(room), "the name of a room is one");
            assertEquals(room, Names.room(Normalizer.normalize(text, Normalizer.Form.NFD)), "however it is composed");
            assertTrue(Input.bytes(room).length <= 200);
            assertFalse(room.chars().anyMatch(letter -> letter <= ' ' || "/?#%&\"\\<>:,".indexOf(letter) >= 0), room);
        });
        Set<Code> wrong = Set.of(Code.BAD_COMMAND);
        Input.unlessRefused(wrong, () -> Names.member(text)).ifPresent(name -> {
            assertEquals(name, Names.member(name));
            assertTrue(name.codePoints().noneMatch(Character::isISOControl), name);
        });
        Input.unlessRefused(wrong, () -> Names.type(text)).ifPresent(type -> {
            assertEquals(text, type);
            assertFalse(type.startsWith("roomcast:"));
        });
    }
}

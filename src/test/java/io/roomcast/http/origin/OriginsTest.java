package io.roomcast.http.origin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("a server that listens on loopback only")
class OriginsTest {
    @ParameterizedTest
    @CsvSource({
        "https://chat.example.org,chat.example.org",
        "https://chat.example.org,CHAT.example.org:8443",
        "http://my_host:8080,my_host:8080",
        "http://[fd00::1]:8080,[fd00::1]"
    })
    @DisplayName("is addressed by the host of each listed origin")
    void listed(String origin, String host) {
        assertTrue(new Origins(Set.of(origin)).mayBeHost(host));
    }

    @ParameterizedTest
    @CsvSource({"http://my_host:8080,null", "null,null", "null,''", "null,:8080", "https://chat.example.org,example.org"
    })
    @DisplayName("is addressed by no other")
    void others(String origin, String host) {
        assertFalse(new Origins(Set.of(origin)).mayBeHost(host));
    }
}

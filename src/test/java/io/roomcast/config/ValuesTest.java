package io.roomcast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What values look like")
class ValuesTest {

    @ParameterizedTest(name = "{0} is {1} bytes")
    @CsvSource({"--frame=2000,2000", "--frame=64k,65536", "--frame=16m,16777216", "--ring-bytes=1g,1073741824"})
    void sizesHaveUnits(String argument, long expected) {
        Key key = argument.startsWith("--frame") ? Key.FRAME : Key.RING_BYTES;
        assertEquals(expected, given(argument).bytes(key));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "--grace=250ms,PT0.25S",
        "--grace=25s,PT25S",
        "--grace=5m,PT5M",
        "--grace=12h,PT12H",
        "--grace=1d,PT24H",
        "--grace=20,PT20S"
    })
    void durationsHaveUnits(String argument, Duration expected) {
        assertEquals(expected, given(argument).duration(Key.GRACE));
    }

    @Test
    @DisplayName("a bare duration has the unit of the key's default")
    void bareDurationsHaveTheUnitOfTheDefault() {
        assertEquals(Duration.ofMillis(20), given("--presence=20").duration(Key.PRESENCE));
        assertEquals(Duration.ofDays(20), given("--token-life=20").duration(Key.TOKEN_LIFE));
        for (Key key : Key.values()) {
            if (key.kind().form() == Kind.Form.DURATION) {
                String number = key.standard().replaceAll("[a-z]+", "");
                assertEquals(key.kind().read(key.standard()), key.kind().read(number), key.dashed());
            }
        }
    }

    @Test
    @DisplayName("0 is off for the rate and for the age of history")
    void zeroIsOffWhereSaid() {
        assertEquals(0, given("--rate=0").count(Key.RATE));
        assertEquals(Duration.ZERO, given("--history-age=0").duration(Key.HISTORY_AGE));
        assertEquals(Duration.ZERO, given().duration(Key.HISTORY_AGE));
    }

    @Test
    @DisplayName("a flag is on or off")
    void flags() {
        assertTrue(given("--demos=on").flag(Key.DEMOS));
        assertFalse(given("--demos=off").flag(Key.DEMOS));
    }

    @Test
    @DisplayName("a list has items between commas; nothing is the empty list")
    void lists() {
        assertEquals(List.of("lobby", "chat"), given("--listed=lobby, chat").list(Key.LISTED));
        assertEquals(List.of(), given("--listed=").list(Key.LISTED));
        assertEquals(
                List.of("10.0.0.0/8", "::1", "fd00::/8", "192.168.1.7"),
                given("--trusted-proxies=10.0.0.0/8,::1,fd00::/8,192.168.1.7").list(Key.TRUSTED_PROXIES));
    }

    @ParameterizedTest(name = "{0} is an origin")
    @ValueSource(
            strings = {
                "https://chat.example.org",
                "http://localhost:3000",
                "http://[::1]:8080",
                "https://10.0.0.1:80",
                "capacitor://localhost",
                "null"
            })
    void origins(String origin) {
        assertEquals(List.of(origin), given("--origins=" + origin).list(Key.ORIGINS));
    }

    @ParameterizedTest(name = "{0} is host {1} and port {2}, and is written the same again")
    @CsvSource({
        "127.0.0.1:8080,127.0.0.1,8080",
        "localhost:0,localhost,0",
        "chat_1.example.org:65535,chat_1.example.org,65535",
        "[::1]:80,::1,80"
    })
    void addresses(String written, String host, int port) {
        Address address = given("--http=" + written).address(Key.HTTP).orElseThrow();
        assertEquals(new Address(host, port), address);
        assertEquals(written, address.toString());
    }

    @Test
    @DisplayName("an address may be off where the key says so")
    void addressesMayBeOff() {
        assertEquals(Optional.empty(), given("--tcp=off").address(Key.TCP));
        assertEquals(Optional.of(new Address("127.0.0.1", 7070)), given().address(Key.TCP));
    }

    @Test
    @DisplayName("a text keeps everything after the first equals sign")
    void texts() {
        assertEquals("rooms=1&x", given("--data=rooms=1&x").text(Key.DATA));
        assertEquals("", given().text(Key.PROGRAMS));
        assertEquals("principal", given("--access=principal").text(Key.ACCESS));
    }

    @Test
    @DisplayName("a getter of another form than the key's is an error of the program")
    void gettersFitTheirKeys() {
        assertThrows(IllegalArgumentException.class, () -> given().count(Key.FRAME));
        assertThrows(IllegalArgumentException.class, () -> given().duration(Key.RATE));
    }

    private static Configuration given(String... arguments) {
        return Configuration.read(Source.commandLine(List.of(arguments)));
    }
}

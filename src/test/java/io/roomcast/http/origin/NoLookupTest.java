package io.roomcast.http.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("an address in a header")
class NoLookupTest {
    private static final List<String> NO_ADDRESSES = List.of("999.1.1.1", "1.1.1.256", "300.300.300.300");

    @TempDir
    Path folder;

    /** The names come from a file there, which knows these. */
    public static void main(String... texts) {
        for (String text : texts) {
            System.out.println(AddressRange.bytes(text).isPresent());
        }
    }

    @Test
    @DisplayName("is never looked up as a name, although it looks like an address")
    void lookup() throws IOException, InterruptedException {
        Path names = Files.writeString(
                folder.resolve("names"),
                String.join(
                        "\n",
                        NO_ADDRESSES.stream().map(name -> "127.0.0.1 " + name).toList()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + names,
                "-cp",
                System.getProperty("java.class.path"),
                NoLookupTest.class.getName(),
                "10.0.0.1"));
        command.addAll(NO_ADDRESSES);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertEquals(List.of("true", "false", "false", "false"), said.lines().toList());
    }
}

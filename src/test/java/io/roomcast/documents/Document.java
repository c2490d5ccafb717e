package io.roomcast.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page of the documentation, as far as it can be run: each block that is marked {@code sh run} or {@code sh run listening},
 * and the block of text behind it, which is what the commands print. In it {@code …} stands for anything.
 */
record Document(String name, List<Block> blocks) {
    private static final Pattern RUNNABLE = Pattern.compile(
            "^```sh run( listening)?\\n(.*?)^```\\n\\n^```text\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** Commands and what they print; who listens goes on until somebody ends it. */
    record Block(boolean listens, String commands, String printed) {

        /** The commands with the address of a server in place of the one that everybody has. */
        String at(int port) {
            return commands.replace("localhost:8080", "localhost:" + port);
        }

        /** Whether that is what was to be printed. */
        boolean isPrinted(String output) {
            String[] fixed = printed.split("…", -1);
            StringBuilder pattern = new StringBuilder(Pattern.quote(fixed[0]));
            for (int part = 1; part < fixed.length; part++) {
                pattern.append("[^\"]*").append(Pattern.quote(fixed[part]));
            }
            return output.matches(pattern.toString());
        }
    }

    static Document of(String name) {
        try {
            String text = Files.readString(Path.of(name));
            return new Document(
                    name,
                    RUNNABLE.matcher(text)
                            .results()
                            .map(block -> new Block(block.group(1) != null, block.group(2), block.group(3)))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many blocks are marked, whether something printed follows or not. */
    static long marked(String name) throws IOException {
        return Files.readString(Path.of(name))
                .lines()
                .filter(line -> line.startsWith("```sh run"))
                .count();
    }

    @Override
    public String toString() {
        return name;
    }
}

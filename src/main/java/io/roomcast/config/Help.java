package io.roomcast.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The text of {@code --help}: every key with its default, its meaning and its bounds, under its heading. */
final class Help {

    private static final int WIDTH = 100;
    private static final String GAP = "  ";
    private static final String INTRODUCTION = """
            Usage: java -jar roomcast.war [--key=value ...]
                   java -jar roomcast.war backup FILE | restore FILE | check [--data=folder]
                   java -jar roomcast.war keys [rotate [--now]] [--data=folder]

            Without a command the server starts. backup copies the store, even while the server runs.
            restore replaces a store that no server uses with a backup, and keeps the old one. check
            reports what is wrong with a store. keys lists the keys that sign tokens, keys rotate makes a
            new one, and with --now the former ones are refused. See docs/operations.md.

            Each key is listed with its default, its meaning and, in brackets, its possible values. Set it
            on the command line, as ROOMCAST_KEY in the environment (ROOMCAST_TOKEN_LIFE for token-life),
            as the system property roomcast.key or as the context parameter roomcast.key; the first of
            these wins. Write sizes as 64k, 16m or 1g, and durations as 250ms, 25s, 5m, 12h or 7d. A
            duration without a unit has the unit of the default.
            """;

    private Help() {}

    static String text() {
        List<String> lines = new ArrayList<>();
        for (Key.Group group : Key.Group.values()) {
            lines.add("");
            lines.add(group.heading());
            Arrays.stream(Key.values()).filter(key -> key.group() == group).forEach(key -> lines.addAll(entry(key)));
        }
        return INTRODUCTION + String.join("\n", lines) + "\n";
    }

    private static List<String> entry(Key key) {
        int column = column();
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(padded(GAP + assignment(key), column));
        for (String word : (key.meaning() + " [" + key.bounds() + "]").split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(column));
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int column() {
        return Arrays.stream(Key.values())
                        .mapToInt(key -> assignment(key).length())
                        .max()
                        .orElseThrow()
                + 2 * GAP.length()
                - 1;
    }

    private static String assignment(Key key) {
        return "--" + key.dashed() + "=" + key.standard();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}

package io.roomcast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The options of a run, {@code --name=value} each. Their names and defaults are those of bench/help.txt. Immutable. */
public final class Options {
    private static final Path HELP = Path.of("bench/help.txt");
    private static final Pattern OPTION = Pattern.compile("(?m)^  --([a-z]+)=(\\S*)");
    private static final Pattern NUMBERS = Pattern.compile("\\d+(,\\d+)*");

    /** The bounds that are not 1. A tenth of the clients stall. */
    private static final Map<String, Integer> LEAST = Map.of("warm", 0, "clients", 10);

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** Reads arguments that begin with two dashes. */
    static Options of(List<String> arguments) throws IOException {
        Map<String, String> defaults = new LinkedHashMap<>();
        Matcher option = OPTION.matcher(Files.readString(HELP));
        while (option.find()) {
            defaults.put(option.group(1), option.group(2));
        }
        Map<String, String> values = new LinkedHashMap<>(defaults);
        for (String argument : arguments) {
            String[] pair = argument.substring(2).split("=", 2);
            String example = defaults.get(pair[0]);
            if (example == null) {
                throw new IllegalArgumentException("Unknown option " + argument + ": expected one of --"
                        + String.join(", --", defaults.keySet()) + "; bench/run --help explains them");
            }
            if (pair.length < 2) {
                throw new IllegalArgumentException(
                        argument + ": write its value behind an equals sign, such as --" + pair[0] + "=" + example);
            }
            if (NUMBERS.matcher(example).matches()) {
                check(pair[0], pair[1], example.contains(","));
            }
            values.put(pair[0], pair[1]);
        }
        return new Options(values);
    }

    private static void check(String name, String value, boolean several) {
        int least = LEAST.getOrDefault(name, 1);
        try {
            if (Arrays.stream(several ? value.split(",", -1) : new String[] {value})
                    .allMatch(number -> Integer.parseInt(number) >= least)) {
                return;
            }
        } catch (NumberFormatException notWhole) {
            // It is refused below.
        }
        throw new IllegalArgumentException("--" + name + "=" + value + ": expected "
                + (several
                        ? "whole numbers of at least " + least + ", separated by commas"
                        : "a whole number of at least " + least));
    }

    public String text(String name) {
        return values.get(name);
    }

    public int number(String name) {
        return Integer.parseInt(values.get(name));
    }

    public int[] numbers(String name) {
        return Arrays.stream(values.get(name).split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** Returns numbers as people write them, such as "100, 1,000 or 10,000". */
    public String listed(String name) {
        return Arrays.stream(numbers(name))
                .mapToObj("%,d"::formatted)
                .collect(Collectors.joining(", "))
                .replaceFirst(", ([^ ]*)$", " or $1");
    }

    public int rounds() {
        return number("rounds");
    }

    public int seconds() {
        return number("seconds");
    }

    /** Returns these options as they are written on the command line. */
    public String written(List<String> names) {
        return names.stream().map(name -> "--" + name + "=" + values.get(name)).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return written(List.copyOf(values.keySet()));
    }
}

package io.roomcast.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The options of a run, {@code --name=value} each. Immutable. */
public final class Options {
    private static final Map<String, String> DEFAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("rounds", "5"),
            Map.entry("seconds", "4"),
            Map.entry("warm", "30"),
            Map.entry("receivers", "100,1000,10000"),
            Map.entry("windows", "1,32"),
            Map.entry("rates", "20,50,100,200,500,1000,2000,5000,10000"),
            Map.entry("clients", "1000"),
            Map.entry("rooms", "1000"),
            Map.entry("storm", "10000"),
            Map.entry("missed", "10"),
            Map.entry("events", "1000000"),
            Map.entry("publishers", "1,10,100,1000"),
            Map.entry("archive", "target/roomcast.war"),
            Map.entry("out", "")));

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** Reads what begins with two dashes. */
    static Options of(List<String> arguments) {
        Map<String, String> values = new TreeMap<>(DEFAULTS);
        for (String argument : arguments) {
            String[] pair = argument.substring(2).split("=", 2);
            if (pair.length != 2 || !DEFAULTS.containsKey(pair[0])) {
                throw new IllegalArgumentException("Unknown option " + argument + ": expected one of " + help());
            }
            values.put(pair[0], pair[1]);
        }
        return new Options(values);
    }

    static String help() {
        StringBuilder all = new StringBuilder();
        DEFAULTS.forEach((name, value) -> all.append(all.isEmpty() ? "" : " ")
                .append("--")
                .append(name)
                .append('=')
                .append(value));
        return all.toString();
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

    public int rounds() {
        return number("rounds");
    }

    public double seconds() {
        return Double.parseDouble(values.get("seconds"));
    }

    @Override
    public String toString() {
        return values.toString();
    }
}

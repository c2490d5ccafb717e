package io.roomcast.config;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The syntax and bounds of a number. It is parsed into the smallest unit: ones, bytes or milliseconds. */
record Quantity(Map<String, Long> units, String bareUnit, String from, String to, boolean zeroIsOff) {

    private static final Map<String, Long> ONES = Map.of("", 1L);
    private static final Map<String, Long> PERCENT = Map.of("%", 1L);
    private static final Map<String, Long> BYTES = Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30);
    private static final Map<String, Long> TIMES =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18})([a-z]*|%)");

    static Quantity count(String from, String to) {
        return new Quantity(ONES, "", from, to, false);
    }

    static Quantity percent(String from, String to) {
        return new Quantity(PERCENT, "%", from, to, false);
    }

    static Quantity bytes(String from, String to) {
        return new Quantity(BYTES, "", from, to, false);
    }

    static Quantity duration(String bareUnit, String from, String to) {
        return new Quantity(TIMES, bareUnit, from, to, false);
    }

    /** Returns the same quantity that also accepts zero, which means off. */
    Quantity orZero() {
        return new Quantity(units, bareUnit, from, to, true);
    }

    String bounds() {
        return from + " to " + to + (zeroIsOff ? ", or 0 for off" : "");
    }

    /** Parses a number into the smallest unit; empty if it is no number, has an unknown unit or is out of bounds. */
    Optional<Long> read(String text) {
        return amount(text).filter(this::isWithinBounds).map(BigInteger::longValueExact);
    }

    private boolean isWithinBounds(BigInteger amount) {
        boolean isOff = zeroIsOff && amount.signum() == 0;
        return isOff || (amount.compareTo(bound(from)) >= 0 && amount.compareTo(bound(to)) <= 0);
    }

    private BigInteger bound(String text) {
        return amount(text).orElseThrow();
    }

    private Optional<BigInteger> amount(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        String unit = written.group(2).isEmpty() ? bareUnit : written.group(2);
        return Optional.ofNullable(units.get(unit))
                .map(size -> new BigInteger(written.group(1)).multiply(BigInteger.valueOf(size)));
    }
}

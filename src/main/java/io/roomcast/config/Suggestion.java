package io.roomcast.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** The search for the key that a misspelled name probably means: the one with the smallest edit distance. */
final class Suggestion {

    private static final int LONGEST_TRIED = 40;

    private Suggestion() {}

    /** Returns the nearest key that differs in at most every fourth letter. */
    static Optional<Key> nearest(String written) {
        if (written.length() > LONGEST_TRIED) {
            return Optional.empty();
        }
        int allowed = (written.length() + 3) / 4;
        return Arrays.stream(Key.values())
                .min(Comparator.comparingInt(key -> slips(written, key.dashed())))
                .filter(key -> slips(written, key.dashed()) <= allowed);
    }

    /** Returns the edit distance, with swapped neighbours as one edit. */
    private static int slips(String written, String meant) {
        int[][] slips = new int[written.length() + 1][meant.length() + 1];
        for (int i = 0; i <= written.length(); i++) {
            for (int j = 0; j <= meant.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : fewest(slips, written, meant, i, j);
            }
        }
        return slips[written.length()][meant.length()];
    }

    private static int fewest(int[][] slips, String written, String meant, int i, int j) {
        boolean same = written.charAt(i - 1) == meant.charAt(j - 1);
        int kept = slips[i - 1][j - 1] + (same ? 0 : 1);
        int addedOrLeftOut = Math.min(slips[i - 1][j], slips[i][j - 1]) + 1;
        int fewest = Math.min(kept, addedOrLeftOut);
        return isSwap(written, meant, i, j) ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
    }

    private static boolean isSwap(String written, String meant, int i, int j) {
        return i > 1
                && j > 1
                && written.charAt(i - 1) == meant.charAt(j - 2)
                && written.charAt(i - 2) == meant.charAt(j - 1);
    }
}

package dev.appdb.roles;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what somebody may have meant. */
public final class NearestNames {
    private static final int SHOWN = 3;

    private NearestNames() {}

    /** Up to three names that hold the wanted one, are held by it, or differ in at most a third of its letters. */
    public static List<String> to(String wanted, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(wanted, name) <= Math.max(1, wanted.length() / 3))
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }

    /** Levenshtein's, but nothing more than 1 where one name holds the other. */
    private static int distance(String one, String other) {
        if (!one.isEmpty() && !other.isEmpty() && (one.contains(other) || other.contains(one))) {
            return one.equals(other) ? 0 : 1;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}

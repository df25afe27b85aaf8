package dev.appdb.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Guesses at a name that was mistyped, by the number of letters that differ. */
public final class NearestNames {
    private static final int SHOWN = 3;

    private NearestNames() {}

    /**
     * The most similar name, the first of several that are equally similar; empty only if there is none at all. A name
     * that begins with the typed letters is nearer than any other.
     */
    public static Optional<String> nearest(String typed, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparing((String name) -> typed.isEmpty() || !name.startsWith(typed))
                        .thenComparingInt(name -> distance(typed, name)));
    }

    /** The most similar name if it is so near that the typed one is likely a misspelling of it. */
    public static Optional<String> misspelled(String typed, Collection<String> names) {
        int most = Math.min(2, typed.length() / 3);
        return nearest(
                typed,
                names.stream().filter(name -> distance(typed, name) <= most).toList());
    }

    /** Up to three names that hold the typed one, are held by it, or differ in at most a third of its letters. */
    public static List<String> similar(String typed, Collection<String> names) {
        return names.stream()
                .filter(name -> looseDistance(typed, name) <= Math.max(1, typed.length() / 3))
                .sorted(Comparator.comparingInt((String name) -> looseDistance(typed, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }

    /** The number of letters that must be changed, added or removed: the Levenshtein distance. */
    public static int distance(String one, String other) {
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

    /** The distance, but at most 1 where one name holds the other. */
    private static int looseDistance(String one, String other) {
        boolean holds = !one.isEmpty() && !other.isEmpty() && (one.contains(other) || other.contains(one));
        return holds ? Math.min(1, distance(one, other)) : distance(one, other);
    }
}

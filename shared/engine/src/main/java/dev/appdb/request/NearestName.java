package dev.appdb.request;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which of several names somebody may have meant. */
public final class NearestName {
    private NearestName() {}

    /**
     * The most similar name, the first of several that are; nothing if there is none at all. What was begun and not
     * finished is nearer than any other.
     */
    public static Optional<String> of(String name, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparing((String candidate) -> name.isEmpty() || !candidate.startsWith(name))
                        .thenComparingInt(candidate -> distance(name, candidate)));
    }

    /** The most similar name if it is so near that the other is likely a misspelling of it. */
    public static Optional<String> meant(String name, Collection<String> names) {
        int most = Math.min(2, name.length() / 3);
        return of(
                name,
                names.stream()
                        .filter(candidate -> distance(name, candidate) <= most)
                        .toList());
    }

    /** How many letters must be changed, added or removed: the Levenshtein distance. */
    public static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}

package dev.appdb.aws.fake;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the token of the next page; null on the last
 */
record Page<T>(List<T> items, @Nullable String next) {
    private static final String PREFIX = "page-";

    static <T> Page<T> of(List<T> all, Optional<String> token, int size) {
        return of(all, token, size, 0);
    }

    /**
     * A page that begins with the last items of the page before, as lists that grow while they are read do.
     *
     * @param overlap how many items of the page before come again; less than {@code size}
     */
    static <T> Page<T> of(List<T> all, Optional<String> token, int size, int overlap) {
        int start = token.map(Page::start).orElse(0);
        int from = Math.min(all.size(), Math.max(0, start - (start == 0 ? 0 : overlap)));
        int to = Math.min(all.size(), start + size);
        return new Page<>(List.copyOf(all.subList(Math.min(from, to), to)), to < all.size() ? PREFIX + to : null);
    }

    private static int start(String token) {
        if (!token.startsWith(PREFIX)) {
            throw AwsError.validation("NextToken is invalid");
        }
        return Integer.parseInt(token.substring(PREFIX.length()));
    }
}

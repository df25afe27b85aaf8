package dev.appdb.request;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The storage configuration of an Aurora cluster, which decides what is billed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.StorageReliability.html#aurora-storage-type">AWS:
 *     storage configurations</a>
 */
public enum StorageType {
    /** Each I/O request costs. */
    STANDARD("aurora", "Aurora Standard"),
    /** I/O requests are included; capacity and storage cost more. */
    IO_OPTIMIZED("aurora-iopt1", "Aurora I/O-Optimized");

    private final String word;
    private final String title;

    StorageType(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** @throws IllegalArgumentException if AWS has no such configuration for Aurora */
    public static StorageType of(String word) {
        return Arrays.stream(values())
                .filter(type -> type.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no storage type \"" + word + "\": use "
                        + Arrays.stream(values()).map(type -> type.word).collect(Collectors.joining(" or "))));
    }

    /** The title in AWS's documentation, such as {@code Aurora I/O-Optimized}. */
    public String title() {
        return title;
    }

    /** The word of AWS's API, such as {@code aurora-iopt1}. */
    @Override
    public String toString() {
        return word;
    }
}

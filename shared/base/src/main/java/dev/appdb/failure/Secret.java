package dev.appdb.failure;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A password, key or token: printed as {@code [redacted]} wherever it goes by accident. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /**
     * A token or key, which has only visible ASCII characters.
     *
     * @throws IllegalArgumentException if it is blank, or has other characters
     */
    public static Secret token(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("is blank");
        }
        if (!value.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
            throw new IllegalArgumentException("has a space, a line break or another character that no token has");
        }
        return new Secret(value);
    }

    /** The secret itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    /** The secret itself in UTF-8, for the one call that needs it. */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}

package dev.appdb.bot.slack;

import java.nio.charset.StandardCharsets;

/** A token or key. It prints as {@code [redacted]}, wherever it gets to. */
public final class Secret {
    private final String value;

    /** @throws IllegalArgumentException if it is blank, or has characters that no token has */
    public Secret(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("is blank");
        }
        if (!value.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
            throw new IllegalArgumentException("has a space, a line break or another character that no token has");
        }
        this.value = value;
    }

    /** The value itself, for the call that needs it. */
    public String reveal() {
        return value;
    }

    byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}

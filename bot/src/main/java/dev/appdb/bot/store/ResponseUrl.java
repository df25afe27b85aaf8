package dev.appdb.bot.store;

import java.net.URI;

/**
 * The address at which Slack takes answers to one command, for 30 minutes and 5 times. Everybody who has it may
 * write, so it is a secret.
 */
public final class ResponseUrl {
    private final String value;

    /** @throws IllegalArgumentException if it is no URL of HTTP */
    public ResponseUrl(String value) {
        String scheme = String.valueOf(URI.create(value).getScheme());
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("a response URL begins with https");
        }
        this.value = value;
    }

    /** The URL itself, for the call and for the database. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResponseUrl url && url.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}

package dev.appdb.project;

/**
 * A value and where it came from, so that whoever reviews it need not guess.
 *
 * @param value the value
 * @param source such as {@code from --bucket} or {@code from infra/accounts/prod.123456789012.s3.tfbackend}
 * @param <T> the value's type
 */
public record Sourced<T>(T value, String source) {

    /** @throws IllegalArgumentException if the source is blank */
    public Sourced {
        if (source.isBlank()) {
            throw new IllegalArgumentException("a sourced value says where it came from: " + value);
        }
    }

    @Override
    public String toString() {
        return value + " (" + source + ")";
    }
}

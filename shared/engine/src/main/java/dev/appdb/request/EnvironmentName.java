package dev.appdb.request;

/**
 * An environment of the application, such as {@code dev} or {@code prod}.
 *
 * @param value 1 to 30 lower-case letters, digits and single hyphens, beginning with a letter
 */
public record EnvironmentName(String value) implements Comparable<EnvironmentName> {

    /** @throws IllegalArgumentException if the name is not valid, saying how to name it */
    public EnvironmentName {
        Names.hyphenated("environment", value, 30);
    }

    @Override
    public int compareTo(EnvironmentName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

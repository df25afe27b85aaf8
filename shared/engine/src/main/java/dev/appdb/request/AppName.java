package dev.appdb.request;

/**
 * The application's name, which is also its folder under {@code infra/}.
 *
 * @param value 1 to 40 lower-case letters, digits and single hyphens, beginning with a letter
 */
public record AppName(String value) implements Comparable<AppName> {

    /** @throws IllegalArgumentException if the name is not valid, saying how to name it */
    public AppName {
        Names.hyphenated("app name", value, 40);
    }

    @Override
    public int compareTo(AppName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

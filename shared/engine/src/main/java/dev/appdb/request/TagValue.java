package dev.appdb.request;

import java.util.regex.Pattern;

/**
 * The value of a tag of AWS resources, by which they are found.
 *
 * @param value 1 to 256 letters, digits, spaces and {@code _.:/=+-@}, without spaces around
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html">AWS: the narrowest rule, which is IAM's</a>
 */
public record TagValue(String value) {
    private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,256}");

    /** @throws IllegalArgumentException if it is not valid */
    public TagValue {
        if (!TEXT.matcher(value).matches() || !value.equals(value.strip())) {
            throw new IllegalArgumentException(
                    "\"" + value + "\" is not 1 to 256 letters, digits, spaces and _.:/=+-@, without spaces around");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

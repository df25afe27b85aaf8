package dev.appdb.request;

import java.util.Locale;
import java.util.regex.Pattern;

/** The one rule for names that become part of AWS identifiers. */
final class Names {
    // Amazon RDS: identifiers have letters, digits and hyphens, begin with a letter, and neither end with a
    // hyphen nor have two in a row. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
    // Possessive, since else Java goes one call deeper with each group, and a long name overflows the stack.
    private static final Pattern HYPHENATED = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*+");

    private Names() {}

    static String hyphenated(String kind, String value, int maxLength) {
        if (!HYPHENATED.matcher(value).matches()) {
            throw new IllegalArgumentException(kind + " \"" + printable(value)
                    + "\" is not valid: "
                    + (value.contains("_") ? "AWS allows no underscore in a cluster's name; " : "")
                    + "use lower-case letters, digits and single hyphens, and begin with a letter, "
                    + "like \"" + suggestion(kind, value, maxLength) + "\"");
        }
        if (value.length() > maxLength) {
            throw new IllegalArgumentException(kind + " \"" + printable(value) + "\" has " + value.length()
                    + " characters: use at most " + maxLength);
        }
        return value;
    }

    private static String suggestion(String kind, String value, int maxLength) {
        String slug =
                value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+", "");
        slug = slug.substring(0, Math.min(slug.length(), maxLength)).replaceAll("-+$", "");
        return slug.isEmpty() ? (kind.startsWith("environment") ? "dev" : "app") : slug;
    }

    /** The value as a {@link PrintableLine}, cut to what fits a message. */
    static String printable(String value) {
        String cut = value.length() > 80 ? value.substring(0, 80) + "…" : value;
        return PrintableLine.of(cut);
    }
}

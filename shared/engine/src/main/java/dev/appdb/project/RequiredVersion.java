package dev.appdb.project;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of appdb that a file needs, in the form of Terraform's {@code required_version}: {@code >= 0.1}.
 *
 * @param text the version alone
 */
record RequiredVersion(String text) {
    static final String FIELD = "required_version";

    /** The first version that knows every field that this one writes. */
    static final RequiredVersion OWN = new RequiredVersion("0.1");

    private static final Pattern CONSTRAINT = Pattern.compile(">= *((?:[0-9]{1,6})(?:\\.[0-9]{1,6}){0,2})");

    /** @throws IllegalArgumentException if the text is no such constraint */
    static RequiredVersion of(String constraint) {
        Matcher parts = CONSTRAINT.matcher(constraint);
        if (!parts.matches()) {
            throw new IllegalArgumentException("\"" + constraint + "\" is not a version like " + OWN.constraint());
        }
        return new RequiredVersion(parts.group(1));
    }

    String constraint() {
        return ">= " + text;
    }

    /** True if a file of that version may have fields that this one does not know. */
    boolean isNewer() {
        return Arrays.compare(numbers(), OWN.numbers()) > 0;
    }

    private int[] numbers() {
        int[] numbers = new int[3];
        String[] parts = text.split("\\.", -1);
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return numbers;
    }

    @Override
    public String toString() {
        return text;
    }
}

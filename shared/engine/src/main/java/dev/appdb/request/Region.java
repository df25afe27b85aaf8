package dev.appdb.request;

/**
 * An AWS Region's code.
 *
 * @param value such as {@code us-east-1}; whether it exists is AWS's to say
 */
public record Region(String value) {
    /** The sources of a Region that was not given. */
    public static final String WHERE_FROM = "give it with --region, or as default_region in"
            + " infra/project-config/main.tf, in the environment's or account's backend file, as AWS_REGION, or in"
            + " your AWS profile";

    /** Longer than any that there is. */
    private static final int LONGEST = 32;

    /** @throws IllegalArgumentException if it does not look like a Region's code */
    public Region {
        if (value.length() > LONGEST || !value.matches("[a-z]{2,4}(-[a-z]+)++-[0-9]{1,2}")) {
            throw new IllegalArgumentException(
                    "region \"" + Names.printable(value) + "\" is not valid: use a Region's code, like \"us-east-1\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.appdb.request;

/**
 * An AWS Region's code.
 *
 * @param value such as {@code us-east-1}; whether it exists is AWS's to say
 */
public record Region(String value) {

    /** @throws IllegalArgumentException if it does not look like a Region's code */
    public Region {
        if (!value.matches("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}")) {
            throw new IllegalArgumentException(
                    "region \"" + Names.printable(value) + "\" is not valid: use a Region's code, like \"us-east-1\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.appdb.request;

import java.util.regex.Pattern;

/**
 * An Amazon Resource Name.
 *
 * @param value such as {@code arn:aws:sns:us-east-1:123456789012:alarms}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">AWS: Amazon Resource Names</a>
 */
public record Arn(String value) {
    private static final Pattern PATTERN =
            Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(?:[0-9]*|aws):[!-~]+");

    /** @throws IllegalArgumentException if it does not look like one */
    public Arn {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("ARN \"" + Names.printable(value)
                    + "\" is not valid: use one like arn:aws:sns:us-east-1:123456789012:alarms");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.appdb.request;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a general purpose S3 bucket.
 *
 * @param value as S3 takes it
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">AWS</a>
 */
public record BucketName(String value) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
    private static final Pattern RESERVED =
            Pattern.compile("(xn--|sthree-|amzn-s3-demo-).*|.*(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)");

    /** @throws IllegalArgumentException if S3 would refuse it */
    public BucketName {
        problem(value).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** The rule of S3 that a name breaks; empty if it is valid. */
    public static Optional<String> problem(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("an S3 bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens, "
                    + "and begins and ends with a letter or digit");
        }
        if (name.contains("..") || IP_ADDRESS.matcher(name).matches()) {
            return Optional.of("an S3 bucket's name has no two dots in a row and is no IP address");
        }
        if (RESERVED.matcher(name).matches()) {
            return Optional.of("S3 reserves names with this beginning or ending");
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}

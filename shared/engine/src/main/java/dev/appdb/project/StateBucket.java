package dev.appdb.project;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The naming rules of general purpose S3 buckets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">AWS</a>
 */
final class StateBucket {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
    private static final Pattern RESERVED =
            Pattern.compile("(xn--|sthree-|amzn-s3-demo-).*|.*(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)");

    private StateBucket() {}

    /** What S3 would refuse about the name, or nothing if it is a good one. */
    static Optional<String> problem(String name) {
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
}

package dev.appdb.request;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A database that somebody else owns, beside which appdb only puts its role manager.
 *
 * @param name the identifier of the Aurora cluster, or of the instance of RDS for PostgreSQL
 * @param masterSecret the secret of Secrets Manager that holds the master's password; empty takes the one that RDS manages
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html">AWS: names of clusters and
 *     instances</a>
 */
public record Adoption(String name, Optional<Arn> masterSecret) {
    private static final int LONGEST_NAME = 63;
    private static final Pattern NAME = Pattern.compile("[a-z](-?[a-z0-9])*");
    private static final Pattern SECRET = Pattern.compile("arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+");

    /** @throws IllegalArgumentException naming everything that is not valid */
    public Adoption {
        requireName(name);
        masterSecret.ifPresent(Adoption::requireSecret);
    }

    /** Returns an identifier as RDS keeps it, in lower case. */
    public static String requireName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.length() > LONGEST_NAME || !NAME.matcher(lower).matches()) {
            throw new IllegalArgumentException("\"" + Names.printable(name)
                    + "\" is not a cluster's name: use up to 63 letters, digits and single hyphens, beginning with a"
                    + " letter");
        }
        return lower;
    }

    /** Returns the ARN if it is of a secret. */
    public static Arn requireSecret(Arn secret) {
        if (!SECRET.matcher(secret.value()).matches()) {
            throw new IllegalArgumentException("the master secret is one of Secrets Manager, like"
                    + " arn:aws:secretsmanager:us-east-1:123456789012:secret:master-a1b2c3, not " + secret);
        }
        return secret;
    }
}

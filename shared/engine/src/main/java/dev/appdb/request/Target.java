package dev.appdb.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The place of the database. */
public enum Target {
    /** A real PostgreSQL on this machine, shaped like Amazon RDS. */
    LOCAL("a PostgreSQL on this machine, for development"),
    /** Any PostgreSQL server that exists already. */
    SERVER("a PostgreSQL server that exists already"),
    /** Made in an AWS account by CloudFormation, as the reference's Terraform makes it. */
    AWS("an Amazon Aurora Serverless v2 cluster in an AWS account");

    private final String description;

    Target(String description) {
        this.description = description;
    }

    /**
     * The target with this name, in lower case.
     *
     * @throws IllegalArgumentException if there is none, listing those there are
     */
    public static Target of(String name) {
        return Arrays.stream(values())
                .filter(target -> target.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "target \"" + Names.printable(name) + "\" is not known: use one of " + names()));
    }

    public static String names() {
        return Arrays.stream(values()).map(Target::toString).collect(Collectors.joining(", "));
    }

    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

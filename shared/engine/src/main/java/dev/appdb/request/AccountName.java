package dev.appdb.request;

/**
 * The name of an AWS account under {@code infra/accounts}.
 *
 * @param value 1 to 64 letters, digits, hyphens and underscores
 */
public record AccountName(String value) {

    /** @throws IllegalArgumentException if it can be no part of a file's name there */
    public AccountName {
        if (!value.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("use the name in infra/accounts/<name>.<account id>.s3.tfbackend");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

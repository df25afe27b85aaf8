package dev.appdb.request;

/**
 * An AWS account's id.
 *
 * @param value 12 digits
 */
public record AccountId(String value) {

    /** @throws IllegalArgumentException if it is no such number */
    public AccountId {
        if (!value.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("an AWS account's id has 12 digits, like 123456789012");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

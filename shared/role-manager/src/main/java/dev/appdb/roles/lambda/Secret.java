package dev.appdb.roles.lambda;

/** A password, key or token: printed as {@code [redacted]} wherever it goes by accident. */
final class Secret {
    private final String value;

    Secret(String value) {
        this.value = value;
    }

    /** The secret itself, for the one call that needs it. */
    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}

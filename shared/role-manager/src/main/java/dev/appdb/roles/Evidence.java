package dev.appdb.roles;

/** The source of a rule's findings. */
public enum Evidence {
    /** The catalogs, read in one round trip. */
    CATALOGS("read from the catalogs"),
    /** {@code roles check --probe}, which tries and rolls back. */
    PROBE("tried by roles check --probe, and rolled back"),
    /** The role manager's Lambda function, which logs in with IAM tokens. */
    IAM_LOGIN("tried by the Lambda function, which logs in with IAM tokens"),
    /** A login with the password that appdb keeps. */
    PASSWORD_LOGIN("tried by logging in with the password that appdb keeps"),
    /** The server itself: nothing in the database changes it. */
    SERVER("asked of the server; nothing in the database changes it");

    private final String phrase;

    Evidence(String phrase) {
        this.phrase = phrase;
    }

    /** As it stands in the documentation. */
    public String phrase() {
        return phrase;
    }
}

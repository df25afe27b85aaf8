package dev.appdb.roles;

/**
 * The repairer of what a rule finds wrong, and the repair, for readers who decide beforehand.
 *
 * @param repairer who runs it, where the master has the rights that it has on Amazon RDS
 * @param how what is done, and as which role
 */
public record RepairSummary(Repairer repairer, String how) {

    /** The one who runs a repair. */
    public enum Repairer {
        /** {@code appdb roles update}, also as part of setup and apply. */
        UPDATE("roles update"),
        /** A person: the check shows the statement and the role that may run it, or says what to do. */
        PERSON("by hand");

        private final String phrase;

        Repairer(String phrase) {
            this.phrase = phrase;
        }

        /** As it stands in lists. */
        public String phrase() {
            return phrase;
        }
    }

    static RepairSummary byUpdate(String how) {
        return new RepairSummary(Repairer.UPDATE, how);
    }

    static RepairSummary byHand(String how) {
        return new RepairSummary(Repairer.PERSON, how);
    }

    /** In a sentence, such as "roles update, as the master: creates the user". */
    @Override
    public String toString() {
        return repairer.phrase() + ", " + how;
    }
}

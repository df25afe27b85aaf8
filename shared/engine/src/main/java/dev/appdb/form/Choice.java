package dev.appdb.form;

/**
 * One of the values that a question offers.
 *
 * @param value what is answered
 * @param label what is shown beside it; may be empty
 * @param unavailable why it can't be chosen here, a clause; empty if it can
 * @param isDeclared whether it is a switch that the project declares now, so that its declaration can be removed
 */
public record Choice(String value, String label, String unavailable, boolean isDeclared) {

    /** One that can be chosen. */
    public Choice(String value, String label) {
        this(value, label, "", false);
    }

    public boolean isAvailable() {
        return unavailable.isEmpty();
    }

    /** The label, with the reason where it can't be chosen. */
    public String text() {
        String reason = "not available: " + unavailable;
        return isAvailable() ? label : label.isBlank() ? reason : reason + "; " + label;
    }
}

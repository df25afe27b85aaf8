package dev.appdb.form;

/**
 * One of the values that a question offers.
 *
 * @param value what is answered
 * @param label what is shown beside it; may be empty
 * @param unavailable why it can't be chosen here, a clause; empty if it can
 * @param isDeclared whether it is a switch that the project declares now, so that its declaration can be removed
 * @param group the heading under which it stands, with others in a row; {@link ChoiceGroup#NONE} where there is none
 */
public record Choice(String value, String label, String unavailable, boolean isDeclared, ChoiceGroup group) {

    /** One that can be chosen, under no heading. */
    public Choice(String value, String label) {
        this(value, label, ChoiceGroup.NONE);
    }

    /** One that can be chosen. */
    public Choice(String value, String label, ChoiceGroup group) {
        this(value, label, "", false, group);
    }

    public boolean isAvailable() {
        return unavailable.isEmpty();
    }

    /** The label, with the reason where it can't be chosen. */
    public String text() {
        String reason = "not available: " + unavailable;
        return isAvailable() ? label : label.isBlank() ? reason : reason + "; " + label;
    }

    /** The text with its group's title, for a place that has no headings. */
    public String description() {
        return group.equals(ChoiceGroup.NONE) || !isAvailable() ? text() : text() + "; " + group.title();
    }
}

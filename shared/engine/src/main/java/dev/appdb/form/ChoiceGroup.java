package dev.appdb.form;

/**
 * The heading of several choices.
 *
 * @param title a phrase in lower case, such as {@code needs rds_superuser}
 * @param note what to know before choosing one of them, in sentences; may be empty
 */
public record ChoiceGroup(String title, String note) {
    /** No heading. */
    public static final ChoiceGroup NONE = new ChoiceGroup("", "");

    /** The title as a heading. */
    public String heading() {
        return title.isEmpty() ? "" : Character.toUpperCase(title.charAt(0)) + title.substring(1);
    }
}

package dev.appdb.form;

/**
 * Something missing or wrong in an input.
 *
 * @param flag the flag that answers it, such as {@code --app-name}
 * @param text what is missing or wrong, without the flag and without a full stop
 * @param missing whether nothing was given at all
 */
public record Problem(String flag, String text, boolean missing) {

    public static Problem missing(String flag, String help) {
        return new Problem(flag, "is missing: " + help, true);
    }

    public static Problem wrong(String flag, String text) {
        return new Problem(flag, text, false);
    }
}

package dev.appdb.failure;

/**
 * Something missing or wrong in an input.
 *
 * @param subject the part of the input that it is about: a flag such as {@code --app-name}, a line of a file
 * @param text the problem, without the subject and without a full stop
 * @param missing whether nothing was given at all
 */
public record Problem(String subject, String text, boolean missing) {

    public static Problem missing(String subject, String help) {
        return new Problem(subject, "is missing: " + help, true);
    }

    public static Problem wrong(String subject, String text) {
        return new Problem(subject, text, false);
    }

    @Override
    public String toString() {
        return (subject + " " + text).strip();
    }
}

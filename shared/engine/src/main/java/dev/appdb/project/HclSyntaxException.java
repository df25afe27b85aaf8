package dev.appdb.project;

/** A text that is not HCL, and the line, counted from 1, where that shows. */
final class HclSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    HclSyntaxException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }

    /** The same, as {@link #getMessage} is never null here. */
    String problem() {
        return String.valueOf(getMessage());
    }
}

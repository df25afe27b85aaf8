package dev.appdb.event;

import dev.appdb.request.PrintableLine;

/** What a place that text goes to makes of its parts; by default words alone, for logs and files. */
public interface TextStyle {
    /** Words alone. */
    TextStyle PLAIN = new TextStyle() {};

    /** Text from outside as one line that steers nothing. */
    default String data(String text) {
        return PrintableLine.of(text);
    }

    /** A heading, or what a question asks. */
    default String heading(String text) {
        return text;
    }

    /** Something that went well. */
    default String good(String text) {
        return text;
    }

    /** Something to think about. */
    default String warning(String text) {
        return text;
    }

    /** Something that failed, or that loses data. */
    default String bad(String text) {
        return text;
    }
}

package dev.appdb.roles.lambda;

import dev.appdb.roles.PureParts;

/** Answers of the function, made without a database: for other modules, which measure how it is read. */
public final class PureAnswers {
    private PureAnswers() {}

    /** The answer to a check of a database that is as declared. */
    public static String checkOfAGoodDatabase() {
        return ResponseJson.of(PureParts.checksOfAGoodDatabase());
    }
}

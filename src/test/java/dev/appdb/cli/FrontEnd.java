package dev.appdb.cli;

import dev.appdb.cli.LivedInServer.Place;
import dev.appdb.failure.Secret;

/** One of the ways to set up a database on a server where others live. */
interface FrontEnd {

    /** What a person decides when the plan is shown. */
    enum Decision {
        /** Not to do it. */
        DECLINE,
        /** To do it, without a word about those who lose rights. */
        UNNAMED,
        /** To do it all, and who loses rights is named. */
        FULL,
        /** To only add. */
        ADDITIVE
    }

    /** The ends, as the exit codes have them. */
    enum Ending {
        DONE,
        FAILED,
        CHECK_FAILED,
        REFUSED,
        WRONG_INPUT
    }

    /** What a person saw, in the end. */
    record Outcome(String shown, Ending ending) {
        static Outcome of(String shown, int exitCode) {
            return new Outcome(
                    shown,
                    switch (exitCode) {
                        case 0 -> Ending.DONE;
                        case 1 -> Ending.FAILED;
                        case 2 -> Ending.WRONG_INPUT;
                        case 3 -> Ending.CHECK_FAILED;
                        case 4 -> Ending.REFUSED;
                        default -> throw new AssertionError("exit code " + exitCode + " after\n" + shown);
                    });
        }
    }

    /**
     * Sets up a place.
     *
     * @param extension a switch, such as {@code hstore=on}, or nothing
     */
    Outcome setUp(Place place, Decision decision, String extension) throws Exception;

    /** What a wrong extension's switch is answered with; nothing is set up. */
    String refusal(Place place, String extension) throws Exception;

    /** The words by which it names the losses that are to be agreed to. */
    String agreement(Place place);

    /** The password of the app's user, got at as this front end's people do. */
    Secret password(Place place) throws Exception;
}

package dev.appdb.cli;

import dev.appdb.cli.LivedInServer.Place;
import dev.appdb.failure.Secret;

/** One of the ways to set up a database on a server where others live. */
interface FrontEnd {

    /** The decision of a person who sees the plan. */
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
        WRONG_INPUT,
        CANCELLED
    }

    /** The end of a setup, and all that a person saw of it. */
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
                        case 130 -> Ending.CANCELLED;
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

    /** The answer to a wrong extension's switch; nothing is set up. */
    String refusal(Place place, String extension) throws Exception;

    /** The loss of the role that lives there, as a plan shows it. */
    default String loss(Place place) {
        return place.report() + " loses CONNECT and TEMPORARY on database " + place.database();
    }

    /** The words by which it names what is to be agreed to. */
    default String agreement(Place place) {
        return loss(place);
    }

    /** The password of the app's user, got at as this front end's people do. */
    Secret password(Place place) throws Exception;
}

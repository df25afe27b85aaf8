package dev.appdb.cli;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.tui.Consent;

/** What happens when a person says no, or leaves. */
final class Declined {
    private Declined() {}

    /**
     * Goes on only with a yes; where there is nothing to go back to, back is a no.
     *
     * @param what what was asked about
     */
    static void unlessGiven(Consent consent, String what) throws FailureException {
        unlessGivenOrBack(consent == Consent.BACK ? Consent.REFUSED : consent, what);
    }

    /**
     * Goes on only with a yes, or back.
     *
     * @param what what was asked about
     * @return the consent
     */
    static Consent unlessGivenOrBack(Consent consent, String what) throws FailureException {
        return switch (consent) {
            case GIVEN, BACK -> consent;
            case REFUSED -> throw at(what);
            case CANCELLED ->
                throw Failure.interrupted(
                                "nothing more was changed",
                                "you left at " + what,
                                "Run the same command again: it goes on where it stopped.")
                        .asException();
        };
    }

    /** @param what what was asked about */
    private static FailureException at(String what) {
        return Failure.refused(
                        "declined",
                        "nothing more was changed",
                        "you did not confirm " + what,
                        "Run the same command again when you want it; --yes confirms without asking.")
                .asException();
    }
}

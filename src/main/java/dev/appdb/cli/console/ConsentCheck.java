package dev.appdb.cli.console;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.tui.Consent;

/** Lets a command go on only with a person's consent. */
public final class ConsentCheck {
    private ConsentCheck() {}

    /**
     * Goes on only with a yes; where there is nothing to go back to, back is a no.
     *
     * @param what the thing that was asked about
     */
    public static void requireGiven(Consent consent, String what) throws FailureException {
        requireGivenOrBack(consent == Consent.BACK ? Consent.REFUSED : consent, what);
    }

    /**
     * Goes on only with a yes, or back.
     *
     * @param what the thing that was asked about
     * @return the consent
     */
    static Consent requireGivenOrBack(Consent consent, String what) throws FailureException {
        return switch (consent) {
            case GIVEN, BACK, ADDITIVE -> consent;
            case REFUSED -> throw declined(what);
            case CANCELLED ->
                throw Failure.interrupted(
                                "no changes were made",
                                "you cancelled at " + what,
                                "Answer it, or skip confirmations with {--yes}.")
                        .asException();
        };
    }

    /** @param what the thing that was asked about */
    private static FailureException declined(String what) {
        return Failure.refused(
                        "declined",
                        "no changes were made",
                        "you did not confirm " + what,
                        "Confirm it, or skip confirmations with {--yes}.")
                .asException();
    }
}

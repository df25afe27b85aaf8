package dev.appdb.engine;

import dev.appdb.failure.Remedy;
import dev.appdb.form.SecretPrompt;
import dev.appdb.request.DatabaseRequest;
import java.util.List;

/** Looks whether a target has what it takes, before anything is done. */
@FunctionalInterface
public interface Preflight {

    /** Every finding, good and bad; never stops at the first. */
    List<Finding> examine(DatabaseRequest request);

    /**
     * The findings about the place alone, before the settings of the database are known: quicker, and in a dialog.
     *
     * @param request with defaults for all that is not answered yet
     * @param prompt asks for a password that is missing
     */
    default List<Finding> precheck(DatabaseRequest request, SecretPrompt prompt) {
        return examine(request);
    }

    /**
     * One thing that was looked at.
     *
     * @param subject what was looked at, such as {@code psql}
     * @param remedy what to do about it; empty when it is good
     */
    record Finding(Verdict verdict, String subject, String found, Remedy remedy) {

        public static Finding good(String subject, String found) {
            return new Finding(Verdict.OK, subject, found, Remedy.NONE);
        }

        public static Finding warning(String subject, String found, Remedy remedy) {
            return new Finding(Verdict.WARNING, subject, found, remedy);
        }

        public static Finding warning(String subject, String found, String remedy) {
            return warning(subject, found, Remedy.of(remedy));
        }

        public static Finding problem(String subject, String found, Remedy remedy) {
            return new Finding(Verdict.PROBLEM, subject, found, remedy);
        }

        public static Finding problem(String subject, String found, String remedy) {
            return problem(subject, found, Remedy.of(remedy));
        }
    }

    /** The verdict of a finding. */
    enum Verdict {
        OK,
        /** Something works less well than it could. */
        WARNING,
        /** Nothing will work until this is fixed. */
        PROBLEM
    }
}

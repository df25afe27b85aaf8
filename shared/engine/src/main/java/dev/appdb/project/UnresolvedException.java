package dev.appdb.project;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;

/** An expression whose value only Terraform can tell. The message is why, a phrase. */
final class UnresolvedException extends Exception {
    /** The code of the failure that it is for whoever can't do without the value. */
    static final String CODE = "not-resolved";

    private static final long serialVersionUID = 1L;

    private final transient Place place;

    UnresolvedException(Place place, String why) {
        super(why);
        this.place = place;
    }

    Place place() {
        return place;
    }

    /** The same, as {@link #getMessage} is never null here. */
    String why() {
        return String.valueOf(getMessage());
    }

    /** The failure of whoever can't do without the value. */
    FailureException failure(String name, String remedy) {
        return Failure.input(CODE, "could not read " + name + " in " + place, why(), remedy)
                .asException(this);
    }
}

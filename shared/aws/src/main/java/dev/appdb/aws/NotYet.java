package dev.appdb.aws;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;

/** What is said of that which this version can't do yet. */
final class NotYet {
    private NotYet() {}

    static FailureException available(DatabaseRequest request, String verb, String remedy) {
        return Failure.failed(
                        "not-yet-available",
                        "could not " + verb + " " + request.cluster(),
                        "with target aws that is not yet available in this version",
                        remedy)
                .asException();
    }
}

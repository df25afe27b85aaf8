package dev.appdb.roles.lambda;

import dev.appdb.failure.FailureException;
import java.nio.file.Path;

/** The authorities that vouch for the server's certificate. There is no way to go without. */
@FunctionalInterface
interface TlsAuthorities {

    /**
     * A PEM file of the certificates that are trusted.
     *
     * @throws FailureException if there is none, and what to do about it
     */
    Path file() throws FailureException;
}

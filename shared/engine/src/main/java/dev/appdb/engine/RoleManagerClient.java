package dev.appdb.engine;

import dev.appdb.failure.FailureException;
import dev.appdb.plan.DatabasePart;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The engine's way to the role manager of one target. */
public interface RoleManagerClient {

    /** The changes that {@link #manage} would make to a database that exists. Changes nothing. */
    DatabasePart plan(DatabaseRequest request, UpdateMode mode, Progress progress) throws FailureException;

    /** All that {@link #manage} will make in a database that does not exist yet. Looks at nothing. */
    DatabasePlan planOfNew(DatabaseRequest request) throws FailureException;

    /**
     * Makes roles, schema, privileges and extensions as configured; an extension that can't be fails in the report.
     *
     * @throws FailureException also a refusal: the plan is no longer the expected one, or roles that are not ours would lose
     *     something that the options do not allow
     */
    ManageReport manage(DatabaseRequest request, UpdateOptions options, Progress progress) throws FailureException;

    /**
     * Checks that all is as configured.
     *
     * @param probe also try it out, in a transaction that is rolled back
     */
    CheckReport check(DatabaseRequest request, boolean probe, Progress progress) throws FailureException;

    /**
     * The time since when the server is paused, where it pauses while nobody is connected and any login wakes it; empty while
     * it is awake, and where it never pauses. Looks without waking it.
     */
    default Optional<Instant> pausedSince(DatabaseRequest request) throws FailureException {
        return Optional.empty();
    }

    /** Grants, revokes or lists temporary access of people. */
    AccessReport access(DatabaseRequest request, AccessRequest asked, Progress progress) throws FailureException;

    /** The extensions that the server offers, by name. */
    List<AvailableExtension> extensions(DatabaseRequest request, Progress progress) throws FailureException;

    /**
     * The identity that the database has under every name of its server, such as {@code 7312345678901234567/16384}. A
     * copy of a server's files has that server's. Empty where the server does not say, or can't be reached.
     */
    default Optional<String> identity(DatabaseRequest request) {
        return Optional.empty();
    }
}

package dev.appdb.engine;

import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import java.util.List;

/** Calls the role manager of one target. */
public interface RoleManagerClient {

    /** Makes roles, schema, privileges and extensions as configured; an extension that can't be fails in the report. */
    ManageReport manage(DatabaseRequest request, Progress progress) throws FailureException;

    /**
     * Checks that all is as declared.
     *
     * @param probe also try it out, in a transaction that is rolled back
     */
    CheckReport check(DatabaseRequest request, boolean probe, Progress progress) throws FailureException;

    /** The extensions that the server offers, by name. */
    List<AvailableExtension> extensions(DatabaseRequest request, Progress progress) throws FailureException;
}

package dev.appdb.engine;

import dev.appdb.event.Level;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.DatabasePart;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.CheckOptions;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabaseLogins;
import dev.appdb.roles.ManageReport;
import dev.appdb.roles.RoleManager;
import dev.appdb.roles.RoleSpec;
import dev.appdb.roles.TransactionPolicy;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The role manager called in this process, for targets whose server can be reached from here. */
public final class InProcessRoleManager {
    private final DatabaseRequest request;
    private final RoleManager roleManager;

    /** @param progress hears of waits for locks that others hold */
    public InProcessRoleManager(DatabaseRequest request, DatabaseLogins logins, Progress progress) {
        this.request = request;
        this.roleManager = new RoleManager(
                logins, TransactionPolicy.standard().notifying(wait -> progress.note(Level.WARNING, wait.sentence())));
    }

    /** The roles, schema and extensions that the role manager sets up. */
    public static RoleSpec spec(DatabaseRequest request) {
        SortedMap<String, Boolean> extensions = new TreeMap<>();
        request.extensions().forEach((name, enabled) -> extensions.put(name.value(), enabled));
        return request.names()
                .spec()
                .withExtensions(extensions)
                .withExpected(request.expected())
                .withKeepConnect(request.keepConnect().names());
    }

    /** The plan of a database that exists. */
    public DatabasePart plan(UpdateMode mode) throws FailureException {
        return DatabasePart.of(roleManager.plan(spec(request), mode));
    }

    /** The plan of a database that does not exist yet, on a server that does; the logins are to another of its databases. */
    public DatabasePart planOfNew() throws FailureException {
        return DatabasePart.ofNew(roleManager.planOfNewDatabase(spec(request)));
    }

    public ManageReport manage(UpdateOptions options) throws FailureException {
        return roleManager.manage(spec(request), options);
    }

    public CheckReport check(boolean probe) throws FailureException {
        return roleManager.check(
                spec(request),
                new CheckOptions(probe, Remedy.run(request.command(Subcommand.ROLES_UPDATE)), request.monitor()));
    }

    /**
     * Replaces the password of a user.
     *
     * @param verifier the SCRAM-SHA-256 verifier of the new one
     */
    public void setPassword(String user, Secret verifier) throws FailureException {
        roleManager.setPassword(spec(request), user, verifier);
    }

    public AccessReport access(AccessRequest asked) throws FailureException {
        return roleManager.access(spec(request), asked);
    }

    public List<AvailableExtension> extensions() throws FailureException {
        return roleManager.extensions();
    }
}

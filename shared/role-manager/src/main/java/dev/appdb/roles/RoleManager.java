package dev.appdb.roles;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Secret;
import dev.appdb.roles.CatalogSnapshot.Extension;
import dev.appdb.roles.PreparedUpdate.Offered;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Manages, checks and reports the users, schema, privileges and extensions of one database. */
public final class RoleManager {
    private final DatabaseLogins logins;
    private final TransactionPolicy policy;

    /** With {@link TransactionPolicy#standard()}. */
    public RoleManager(DatabaseLogins logins) {
        this(logins, TransactionPolicy.standard());
    }

    public RoleManager(DatabaseLogins logins, TransactionPolicy policy) {
        this.logins = logins;
        this.policy = policy;
    }

    /**
     * Makes the database as declared. Safe to repeat, and to run many times at once: a run that finds everything as
     * declared writes nothing. Takes nothing from roles that are not ours ({@link UpdateOptions#standard()}).
     *
     * @throws FailureException if the roles, schema and privileges could not be made so; then none of them was
     *     changed
     */
    public ManageReport manage(RoleSpec spec) throws FailureException {
        return manage(spec, UpdateOptions.standard());
    }

    /**
     * The same under conditions.
     *
     * @throws FailureException also, with nothing changed, a refusal: {@code roles-plan-changed} where the plan is not the
     *     expected one, {@code roles-consent} where roles that are not ours and not named would lose something
     */
    public ManageReport manage(RoleSpec spec, UpdateOptions options) throws FailureException {
        String what = "could not update the roles of database " + Identifier.quoted(spec.database());
        TransactionPolicy limits = policy.withLockTimeout(options.lockTimeout());
        return withMaster(what, limits, master -> {
            RoleUpdate.Result roles = new RoleUpdate(spec, options, logins, limits, what).run(master);
            ExtensionUpdate extensions = new ExtensionUpdate();
            extensions.run(master, roles.update());
            // also where another run was faster, so that nothing was done here
            CatalogSnapshot last = roles.update().extensions().isEmpty() ? roles.now() : master.look(spec);
            Situation situation = Situation.of(spec, last);
            List<String> changes = new ArrayList<>(roles.done());
            changes.addAll(extensions.done());
            List<String> notices = new ArrayList<>(LeftToPeople.notices(situation));
            notices.addAll(extensions.notices());
            return new ManageReport(
                    changes,
                    notices,
                    new LeftToPeople(situation, options.mode(), roles.lacksMigratorsLogin(), extensions.outcomes())
                            .actions(),
                    extensions.outcomes(),
                    RolesReport.from(last));
        });
    }

    /**
     * The plan of {@link #manage(RoleSpec, UpdateOptions)}, computed in read-only transactions.
     *
     * @throws FailureException if the database could not be looked at, or is none that can be managed: a reader, another
     *     database, or one whose master is one of the users
     */
    public DatabasePlan plan(RoleSpec spec, UpdateMode mode) throws FailureException {
        String what = "could not plan the roles of database " + Identifier.quoted(spec.database());
        UpdateOptions options = UpdateOptions.standard().in(mode);
        return withMaster(what, master -> new RoleUpdate(spec, options, logins, policy, what).plan(master));
    }

    /**
     * The plan of a database that does not exist yet on a server that does; the logins are to another of its databases.
     *
     * @throws FailureException if the server could not be looked at
     */
    public DatabasePlan planOfNewDatabase(RoleSpec spec) throws FailureException {
        String what = "could not plan the roles of database " + Identifier.quoted(spec.database());
        return withMaster(what, master -> planOfNew(NewDatabase.on(master.lookAtExtensions(spec), spec), spec));
    }

    /** The plan of the first database of a server that does not exist yet. Its extensions are taken for available. */
    public static DatabasePlan planOfNewServer(RoleSpec spec, NewServer server) {
        return planOfNew(NewDatabase.on(server, spec), spec);
    }

    private static DatabasePlan planOfNew(CatalogSnapshot future, RoleSpec spec) {
        return PreparedUpdate.of(
                        RepairPlan.of(spec, future), UpdateMode.FULL, Offered.NOTHING, List.of(), LossEvidence.NONE)
                .plan();
    }

    /**
     * Looks whether the database is as declared, in a read-only transaction of one round trip; with
     * {@link CheckOptions#probe()} it also tries, and rolls back.
     *
     * @throws FailureException if the database could not be looked at
     */
    public CheckReport check(RoleSpec spec, CheckOptions options) throws FailureException {
        String what = "could not check the roles of database " + Identifier.quoted(spec.database());
        return withMaster(what, master -> {
            Optional<Monitor> monitor = options.monitor();
            CatalogSnapshot now = master.lookInPlaceOf(Monitor.master(monitor), spec);
            if (monitor.isPresent() && now.server().master().isEmpty()) {
                throw RoleManagerFailure.of(
                        what,
                        "there is no role " + Identifier.quoted(monitor.get().master())
                                + ", which is named as the master",
                        "Name the master as the user of the server's URL.",
                        SqlState.INSUFFICIENT_PRIVILEGE,
                        null);
            }
            RoleSpec seen = monitor.map(Monitor::user)
                    .filter(user -> now.databaseGrant(user, "CONNECT"))
                    .map(user -> spec.withKeepConnect(Set.of(user)))
                    .orElse(spec);
            Situation situation = Situation.of(seen, now);
            List<Check> checks = new ArrayList<>(
                    Rules.checks(situation, PasswordLogins.tried(situation, logins.passwords()), options.update()));
            if (options.probe()) {
                Observation probed = monitor.isPresent()
                        ? BehaviourProbe.notBy(monitor.get())
                        : new BehaviourProbe(situation, policy).run(master);
                checks.add(Rules.PROBE.check(situation, probed, options.update()));
            }
            return new CheckReport(checks, Optional.of(RolesReport.from(now)));
        });
    }

    /**
     * Replaces the password of one of the two users. Its sessions go on; the next login needs the new one.
     *
     * @param verifier the new password's SCRAM-SHA-256 verifier, as {@code pg_authid.rolpassword} has it
     * @throws FailureException also a refusal: {@code password-iam} where the users log in with IAM, {@code password-no-user}
     *     where there is no such user, {@code password-not-allowed} where the master may not change it
     */
    public void setPassword(RoleSpec spec, String user, Secret verifier) throws FailureException {
        String what = "could not set the password of " + Identifier.quoted(user);
        withMaster(what, master -> {
            PasswordLogins.requireSettable(Situation.of(spec, master.look(spec)), user, what);
            return master.write(connection -> {
                try (java.sql.Statement statement = connection.createStatement()) {
                    statement.setEscapeProcessing(false);
                    return statement.execute(Repair.Statement.password(user).withVerifier(verifier.reveal()));
                }
            });
        });
    }

    /**
     * The roles as they are.
     *
     * @throws FailureException if the database could not be looked at
     */
    public RolesReport report(RoleSpec spec) throws FailureException {
        String what = "could not read the roles of database " + Identifier.quoted(spec.database());
        return withMaster(what, master -> RolesReport.from(master.look(spec)));
    }

    /**
     * Grants, revokes or lists temporary access of people.
     *
     * @throws FailureException also, with nothing changed, a refusal with the code {@code access-refused}: the role is not
     *     ours to give or take, or there is no such user to give the rights of
     */
    public AccessReport access(RoleSpec spec, AccessRequest request) throws FailureException {
        String what = switch (request.operation()) {
                    case LIST -> "could not list the temporary access to database ";
                    case GRANT -> "could not grant temporary access to database ";
                    case REVOKE -> "could not revoke the temporary access to database ";
                }
                + Identifier.quoted(spec.database());
        return withMaster(what, master -> new AccessUpdate(spec, request, what, logins.passwords()).run(master));
    }

    /**
     * All extensions that this server could give, ordered by name.
     *
     * @throws FailureException if the database could not be looked at
     */
    public List<AvailableExtension> extensions() throws FailureException {
        return withMaster("could not read the server's extensions", master -> {
            CatalogSnapshot now = master.lookAtExtensions(RoleSpec.standard());
            return now.extensions().stream()
                    .filter(Extension::isAvailable)
                    .map(extension -> available(now, extension))
                    .sorted(Comparator.comparing(AvailableExtension::name))
                    .toList();
        });
    }

    private static AvailableExtension available(CatalogSnapshot now, Extension extension) {
        return new AvailableExtension(
                extension.name(),
                String.valueOf(extension.defaultVersion()),
                extension.installedVersion(),
                extension.schema(),
                extension.trusted(),
                extension.superuser(),
                ExtensionRules.isCreatable(now, extension),
                extension.comment());
    }

    private <T> T withMaster(String what, Use<T> use) throws FailureException {
        return withMaster(what, policy, use);
    }

    private <T> T withMaster(String what, TransactionPolicy limits, Use<T> use) throws FailureException {
        try (Transactions master = Transactions.open(logins::asMaster, limits)) {
            return use.of(master);
        } catch (SQLException e) {
            throw Failures.of(what, e);
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(Transactions master) throws SQLException, FailureException;
    }
}

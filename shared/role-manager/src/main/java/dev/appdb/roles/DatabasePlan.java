package dev.appdb.roles;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The changes that {@link RoleManager#manage(RoleSpec, UpdateOptions) an update} would make to one database, decided by the
 * same rules and in the same order: the update runs exactly these statements and no others. Computing it reads only.
 *
 * <p>How front ends use it: show {@link #changes()} and, in a group of its own, {@link #takingAway()} with
 * {@link Change#losses()}; refuse where there are {@link #refusals()}, or where {@link #consentNeeded(Set)} is not
 * empty; ask before anything else that is not {@link #isEmpty() empty}; then update with
 * {@link UpdateOptions#expecting(String) the plan's id}.
 *
 * @param id a digest (64 hexadecimal digits) of the mode, the changes and the losses: the same for the same state of the
 *     database and the same configuration. Sessions come and go, so their number does not count
 * @param database the database's name
 * @param mode the extent of the update
 * @param changes in the order in which they are made; none where the database is as configured, or only people can help
 * @param refusals why something that is configured can't be done at all, such as an extension that the server does not
 *     have; a front end refuses before anything is made. An update that is run nevertheless does everything else
 * @param open the failing checks that the update leaves, each with what a person has to do
 * @param script the plan as one script for psql; see {@link #script()}
 */
public record DatabasePlan(
        String id,
        String database,
        UpdateMode mode,
        List<Change> changes,
        List<Failure> refusals,
        List<Check> open,
        String script) {

    public DatabasePlan {
        changes = List.copyOf(changes);
        refusals = List.copyOf(refusals);
        open = List.copyOf(open);
    }

    /** The kinds of changes. */
    public enum Kind {
        /** A user, or the schema. */
        CREATE,
        GRANT,
        /** Attributes of a user, the owner of the schema, the search path, default privileges. */
        ALTER,
        REVOKE,
        CREATE_EXTENSION,
        DROP_EXTENSION;

        /** As it stands in JSON: lower case, such as {@code create_extension}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One change.
     *
     * @param rule the id of the rule that asks for it, such as R04
     * @param kind what sort of statement it is
     * @param sentence what it does, in the imperative and without a stop: "grant rds_iam to app"
     * @param sql the statement, complete and without its semicolon; never with a password
     * @param role the name of the role that runs it: the master, or the migrator (as whom the master acts)
     * @param losses who loses what by it; none where it only adds. A revoke that nobody lives by names PUBLIC alone
     */
    public record Change(String rule, Kind kind, String sentence, String sql, String role, List<Loss> losses) {

        public Change {
            losses = List.copyOf(losses);
        }

        /** Returns whether somebody or PUBLIC has less afterwards. */
        public boolean takesAway() {
            return !losses.isEmpty();
        }
    }

    /**
     * Something that somebody has now and will not have afterwards.
     *
     * @param role who loses it: a role's name, {@code PUBLIC}, or {@code everybody} for what an extension brought
     * @param what such as "CONNECT and TEMPORARY", "membership in migrator", "unqualified names of 14 tables"
     * @param on such as "database app", "schema public"; empty where there is nothing to add
     * @param through {@code PUBLIC} where the role has it only as everybody; empty where it is the role's own
     * @param evidence what is seen of the role in this database, such as "2 sessions now"; empty where nothing is
     * @param needsConsent whether an update has to name the role as one that may lose something: it is none of ours (app,
     *     migrator, master) and not one that is configured to keep CONNECT, or one of our users that {@link #opensLogin gets}
     *     its login back
     */
    public record Loss(String role, String what, String on, String through, String evidence, boolean needsConsent) {

        /** PUBLIC as a name. */
        public static final String PUBLIC = "PUBLIC";

        private static final String LOGIN = "its login";

        /** The end of what keeps one of our users from logging in, such as NOLOGIN; somebody may have set it on purpose. */
        public static Loss ofLogin(String user, String closed) {
            return new Loss(user, closed, LOGIN, "", "", true);
        }

        /** Returns whether the role is one of our users, and can log in afterwards. */
        public boolean opensLogin() {
            return on.equals(LOGIN);
        }

        /** Such as "report loses CONNECT on database app (2 sessions now)", or "app can log in again: it loses NOLOGIN". */
        public String sentence() {
            return opensLogin()
                    ? role + " can log in again: it loses " + what
                    : role + " loses " + what + (on.isEmpty() ? "" : " on " + on)
                            + (evidence.isEmpty() ? "" : " (" + evidence + ")");
        }
    }

    /** Returns whether an update would change nothing. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The changes by which somebody or PUBLIC has less afterwards. */
    public List<Change> takingAway() {
        return changes.stream().filter(Change::takesAway).toList();
    }

    /** The changes that only add. */
    public List<Change> adding() {
        return changes.stream().filter(change -> !change.takesAway()).toList();
    }

    /** All losses, in the order of the changes. */
    public List<Loss> losses() {
        return changes.stream().flatMap(change -> change.losses().stream()).toList();
    }

    /**
     * The losses that an update refuses unless more roles are named.
     *
     * @param allowed names of roles that may lose something, and of our users that may log in again; {@link Loss#PUBLIC}
     *     allows what roles have through PUBLIC only
     */
    public List<Loss> consentNeeded(Set<String> allowed) {
        return losses().stream()
                .filter(loss -> loss.needsConsent()
                        && !allowed.contains(loss.role())
                        && !(loss.through().equals(Loss.PUBLIC) && allowed.contains(Loss.PUBLIC)))
                .toList();
    }

    /** The number of changes of each kind, of kinds that there are. */
    public Map<Kind, Integer> counts() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        changes.forEach(change -> counts.merge(change.kind(), 1, Integer::sum));
        return counts;
    }

    /**
     * The plan as one script: run with psql as the master, connected to the database, it gives the same state as the update.
     * It acts as the migrator with SET ROLE, changes roles, schema and privileges in one transaction and each extension in
     * one of its own, and stops at the first error. Empty where there is nothing to change.
     */
    @Override
    public String script() {
        return script;
    }

    /** Minified JSON with the fields of {@link PlanJson}, and {@code "format":1}. */
    public String toJson() {
        return ReportJson.of(this);
    }

    /**
     * Refuses what can't be done, and losses that nobody has agreed to.
     *
     * @param allowed as for {@link #consentNeeded}
     * @throws FailureException a refusal with the code {@code roles-refused} or {@code roles-consent}, each loss named
     */
    public void requireAllowed(Set<String> allowed) throws FailureException {
        requirePossible();
        requireConsent(allowed);
    }

    /**
     * Refuses what can't be done, before anybody is asked to agree to the rest.
     *
     * @throws FailureException a refusal with the code {@code roles-refused}
     */
    public void requirePossible() throws FailureException {
        if (!refusals.isEmpty()) {
            throw refused();
        }
    }

    private FailureException refused() {
        List<String> reasons = new ArrayList<>();
        List<Remedy> remedies = new ArrayList<>();
        for (Failure refusal : refusals) {
            reasons.add(refusal.what() + ": " + refusal.why());
            if (!remedies.contains(refusal.remedy())) {
                remedies.add(refusal.remedy());
            }
        }
        return Failure.refused("roles-refused", what(), String.join("; ", reasons), Remedy.all(remedies))
                .asException();
    }

    void requireConsent(Set<String> allowed) throws FailureException {
        List<Loss> losses = consentNeeded(allowed);
        if (!losses.isEmpty()) {
            throw Consent.refusal(what(), losses);
        }
    }

    private String what() {
        return "could not update the roles of database " + Identifier.quoted(database);
    }
}

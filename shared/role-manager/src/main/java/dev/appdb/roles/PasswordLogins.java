package dev.appdb.roles;

import static dev.appdb.roles.UserRules.subject;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ByHand;
import dev.appdb.roles.Repair.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** L3: on a server without rds_iam each user logs in with its password. Only a login proves it. */
final class PasswordLogins {
    static final Rule RULE = new Rule(
            "L3",
            Severity.CRITICAL,
            "Both users log in with their passwords, where the server has no rds_iam",
            RepairSummary.byUpdate("as the master: sets a password for a user that it creates;"
                    + " by hand: password rotate, for a user that was there already"),
            Evidence.PASSWORD_LOGIN,
            PasswordLogins::untried);

    private static final String INVALID_PASSWORD = "28P01";

    private PasswordLogins() {}

    /** A user that is created gets a password; those that exist keep theirs. */
    private static List<Observation> untried(Situation situation) {
        return tried(situation, user -> kept(situation, user, Optional.empty()));
    }

    /** All findings, those of this rule by logging in. */
    static List<Rules.Finding> tried(Situation situation, Optional<UserPasswords> passwords) {
        List<Rules.Finding> findings = new ArrayList<>();
        for (Rules.Finding finding : Rules.observe(situation)) {
            if (finding.rule() != RULE) {
                findings.add(finding);
            }
        }
        for (Observation observation : tried(situation, user -> kept(situation, user, passwords))) {
            findings.add(new Rules.Finding(RULE, observation));
        }
        return findings;
    }

    private static List<Observation> tried(Situation situation, OfUser observer) {
        if (situation.now().hasIam()) {
            return List.of(
                    Observation.notApplicable("passwords", "this server has rds_iam, so the users log in with IAM"));
        }
        List<Observation> observations = new ArrayList<>();
        for (String user : situation.users()) {
            observations.add(situation.now().hasRole(user) ? observer.observe(user) : creation(situation, user));
        }
        return observations;
    }

    @FunctionalInterface
    private interface OfUser {
        Observation observe(String user);
    }

    private static Observation creation(Situation situation, String user) {
        List<Repair> repairs = new ArrayList<>(List.of(UserRules.creation(situation, user)));
        if (situation.willHave(user)) {
            repairs.add(Statement.password(user));
        }
        return Observation.unknown(subject(user), "the user does not exist", repairs)
                .because(UserRules.EXISTS, UserRules.subject(user));
    }

    private static Observation kept(Situation situation, String user, Optional<UserPasswords> passwords) {
        try {
            Optional<Connection> login = passwords.isPresent() ? passwords.get().logIn(user) : Optional.empty();
            if (login.isEmpty()) {
                return unknown(user, rotation(situation, user, passwords));
            }
            login.get().close();
            return Observation.passed(subject(user), "it logs in with the password that is kept for it");
        } catch (FailureException e) {
            return Observation.unknown(
                    subject(user),
                    e.failure().problem(),
                    List.of(new ByHand(e.failure().remedy(), e.failure().why())));
        } catch (SQLException e) {
            return refused(situation, user, rotation(situation, user, passwords), e);
        }
    }

    private static Observation unknown(String user, Remedy.Command rotation) {
        return Observation.unknown(
                subject(user),
                "no password is kept for it here, so no login was tried",
                List.of(new ByHand(
                        Remedy.of(
                                "Set a new password with {}, or keep the one that it has with {--password-file FILE}.",
                                rotation),
                        "a living user's password is not replaced unasked")));
    }

    private static Observation refused(
            Situation situation, String user, Remedy.Command rotation, SQLException refusal) {
        String found = "it can't log in with the password that is kept for it: " + Failures.why(refusal);
        if (SqlState.isBusy(refusal) || SqlState.isConnectionLost(refusal)) {
            return Observation.unknown(subject(user), found, List.of());
        }
        boolean isPassword = INVALID_PASSWORD.equals(refusal.getSQLState());
        boolean isExpired = situation.now().role(user).filter(Role::expired).isPresent();
        return Observation.failed(
                subject(user),
                found,
                isPassword && !isExpired
                        ? new ByHand(Remedy.run(rotation), "a living user's password is not replaced unasked")
                        : new Repair.OfOtherRules());
    }

    private static Remedy.Command rotation(Situation situation, String user, Optional<UserPasswords> passwords) {
        return passwords.map(keeper -> keeper.rotation(user)).orElseGet(() -> rotation(situation.spec(), user));
    }

    /** The command that replaces a password, for whoever knows which database it is about. */
    static Remedy.Command rotation(RoleSpec spec, String user) {
        String word = user.equals(spec.appUser()) ? "app" : user.equals(spec.migratorUser()) ? "migrator" : user;
        return Subcommand.PASSWORD_ROTATE.with("--user", word);
    }

    /** Refuses what the server would refuse or what would change nothing. */
    static void requireSettable(Situation situation, String user, String what) throws FailureException {
        CatalogSnapshot now = situation.now();
        if (now.hasIam()) {
            throw Failure.refused(
                            "password-iam",
                            what,
                            "the users of this server log in with IAM: it has rds_iam",
                            Remedy.of(
                                    "There is no password to set. Check the logins with {}.",
                                    Subcommand.ROLES_CHECK.call()))
                    .asException();
        }
        Optional<Role> role = now.role(user);
        if (role.isEmpty()) {
            throw Failure.refused(
                            "password-no-user",
                            what,
                            "there is no such user",
                            Remedy.of("Create it with {}.", Subcommand.ROLES_UPDATE.call()))
                    .asException();
        }
        if (!MasterRights.mayAlter(now, role.get())) {
            throw Failure.refused(
                            "password-not-allowed",
                            what,
                            situation.theMaster() + " may not change it",
                            Remedy.of(
                                    "Have a superuser set it in psql with {}, and keep it here with"
                                            + " {--password-file FILE}.",
                                    Remedy.shell("\\password " + Identifier.quoted(user))))
                    .asException();
        }
    }
}

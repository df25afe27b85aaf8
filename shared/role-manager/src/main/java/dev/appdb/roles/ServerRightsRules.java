package dev.appdb.roles;

import static dev.appdb.roles.Rule.one;

import dev.appdb.roles.CatalogSnapshot.Held;
import dev.appdb.roles.CatalogSnapshot.Role;
import dev.appdb.roles.CatalogSnapshot.Schema;
import dev.appdb.roles.CatalogSnapshot.SchemaGrant;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ManualSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** D07, S06, O08, R13 and R14: rights over the data that stand in no grant on it. */
final class ServerRightsRules {
    private static final String CLUSTER = "cluster";

    private ServerRightsRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "R13",
                        Severity.CRITICAL,
                        "No role but the master may call a function that reaches the server's files or logs in as the server",
                        RepairSummary.byHand("as a superuser: revokes EXECUTE"),
                        one(situation -> held(
                                situation,
                                situation.now().serverFunctions(),
                                "may call",
                                "REVOKE EXECUTE ON FUNCTION "))),
                new Rule(
                        "R14",
                        Severity.CRITICAL,
                        "No role but the master may change the server's parameters (PostgreSQL 15 and newer)",
                        RepairSummary.byHand("as a superuser: revokes ALTER SYSTEM"),
                        one(situation -> held(
                                situation,
                                situation.now().parameters(),
                                "may change the parameter",
                                "REVOKE ALTER SYSTEM ON PARAMETER "))),
                new Rule(
                        "D07",
                        Severity.CRITICAL,
                        "No role but the master and the server's own owns the database or may act as its owner",
                        RepairSummary.byHand(
                                "as the master or a superuser: changes the owner or revokes the membership"),
                        one(ServerRightsRules::ownerIsMaster)),
                new Rule(
                        "S06",
                        Severity.WARNING,
                        "The app creates in no other schema",
                        RepairSummary.byHand("as the schema's owner or a superuser: revokes CREATE"),
                        one(ServerRightsRules::appCreatesNowhere)),
                new Rule(
                        "O08",
                        Severity.CRITICAL,
                        "The app may not grant on what it was granted",
                        RepairSummary.byHand("as the owner: revokes the grant options"),
                        one(ServerRightsRules::appGrantsNothing)));
    }

    private static Observation held(Situation situation, List<Held> all, String may, String revoke) {
        Acceptance acceptance = new Acceptance(situation);
        List<Held> others = all.stream()
                .filter(held ->
                        !isExpected(situation, held.grantee()) && !isDeclared(situation, acceptance, held.grantee()))
                .toList();
        return acceptance.on(
                others.isEmpty()
                        ? Observation.passed(CLUSTER, "no other role " + may + " any of these")
                        : Observation.failed(
                                CLUSTER,
                                others.stream()
                                        .map(held -> Grantee.inSql(held.grantee()) + " " + may + " " + held.name())
                                        .collect(Collectors.joining(", ")),
                                ManualSql.asSuperuser(
                                        others.stream()
                                                .map(held -> revoke + held.name() + " FROM "
                                                        + Grantee.inSql(held.grantee()) + ";")
                                                .collect(Collectors.joining(" ")),
                                        ManualSql.LEFT_TO_PEOPLE)));
    }

    /** Returns whether it is declared as expected, which the rights of PUBLIC and of the users can't be. */
    private static boolean isDeclared(Situation situation, Acceptance acceptance, String grantee) {
        return !grantee.equals(CatalogSnapshot.PUBLIC)
                && !situation.users().contains(grantee)
                && acceptance.covers(grantee, May.ADMINISTER);
    }

    private static boolean isExpected(Situation situation, String grantee) {
        return grantee.equals(situation.masterName())
                || situation
                        .now()
                        .role(grantee)
                        .filter(role -> role.superuser() || situation.now().isServerOwned(role))
                        .isPresent();
    }

    /** The users are D03's. */
    private static Observation ownerIsMaster(Situation situation) {
        String subject = "database " + situation.database();
        String owner = situation.now().server().databaseOwner();
        boolean isMasters = isExpected(situation, owner);
        if (!isMasters && situation.now().role(owner).filter(Role::canLogin).isPresent()) {
            Acceptance acceptance = new Acceptance(situation);
            if (isDeclared(situation, acceptance, owner)) {
                return acceptance.on(Observation.passed(subject, Identifier.quoted(owner) + " owns it, as expected"));
            }
            return acceptance.on(
                    situation.users().contains(owner)
                            ? Observation.passed(subject, "its owner is one of the users, which D03 reports")
                            : Observation.failed(
                                    subject,
                                    Identifier.quoted(owner) + " owns it",
                                    OwnersSql.of(
                                            situation,
                                            List.of(owner, situation.masterName()),
                                            "ALTER DATABASE " + situation.database() + " OWNER TO " + situation.master()
                                                    + ";",
                                            ManualSql.LEFT_TO_PEOPLE)));
        }
        UnwantedMemberships unwanted = new UnwantedMemberships(situation);
        Set<String> expected = situation.now().roles().stream()
                .map(Role::name)
                .filter(role -> isExpected(situation, role))
                .collect(Collectors.toSet());
        Acceptance acceptance = new Acceptance(situation);
        List<String> actors = isMasters
                ? List.of()
                : unwanted.actingAs(owner).stream()
                        .filter(role -> !expected.contains(role) && !isDeclared(situation, acceptance, role))
                        .toList();
        return acceptance.on(
                actors.isEmpty()
                        ? Observation.passed(subject, "it belongs to the master or the server")
                        : Observation.failed(
                                subject,
                                Identifier.quoted(actors) + " may act as its owner " + Identifier.quoted(owner),
                                MembershipRepairs.of(
                                        situation,
                                        unwanted.in(
                                                owner,
                                                Stream.concat(expected.stream(), acceptance.roles().stream())
                                                        .collect(Collectors.toSet()),
                                                actors))));
    }

    /** Alone, through a group, or because everybody may. Schemas of its own are O05's. */
    private static Observation appCreatesNowhere(Situation situation) {
        String app = situation.spec().appUser();
        Set<String> rights = new TreeSet<>(situation.now().memberships().reachedBy(app));
        rights.add(CatalogSnapshot.PUBLIC);
        Acceptance acceptance = new Acceptance(situation);
        List<SchemaGrant> grants = situation.now().otherCreators().stream()
                .filter(grant -> rights.contains(grant.grantee()))
                .filter(grant -> !isOwner(situation, grant))
                .filter(grant -> !acceptance.coversSchema(
                        grant.schema(), Identifier.quoted(app) + " creates in " + Identifier.quoted(grant.schema())))
                .toList();
        if (grants.isEmpty()) {
            return acceptance.on(Observation.passed(UserRules.subject(app), "it creates in no other schema"));
        }
        List<Repair> repairs = new ArrayList<>();
        grants.forEach(grant -> repairs.add(OwnersSql.of(
                situation,
                situation.now().schema(grant.schema()).map(Schema::owner).stream()
                        .toList(),
                "REVOKE CREATE ON SCHEMA " + Identifier.quoted(grant.schema()) + " FROM "
                        + Grantee.inSql(grant.grantee()) + ";",
                ManualSql.LEFT_TO_PEOPLE)));
        return acceptance.on(Observation.failed(
                UserRules.subject(app),
                grants.stream()
                        .map(grant -> "it may create in " + Identifier.quoted(grant.schema())
                                + (grant.grantee().equals(app) ? "" : " through " + Grantee.inSql(grant.grantee())))
                        .collect(Collectors.joining(", ")),
                repairs));
    }

    private static boolean isOwner(Situation situation, SchemaGrant grant) {
        return situation
                .now()
                .schema(grant.schema())
                .filter(schema -> schema.owner().equals(grant.grantee()))
                .isPresent();
    }

    private static Observation appGrantsNothing(Situation situation) {
        List<String> kinds = situation.now().grantableByApp();
        String subject = UserRules.subject(situation.spec().appUser());
        if (kinds.isEmpty()) {
            return Observation.passed(subject, "it has no grant options");
        }
        List<Repair> repairs = new ArrayList<>();
        kinds.forEach(kind -> repairs.add(revoking(situation, kind)));
        return Observation.failed(
                subject,
                "it may grant on: "
                        + kinds.stream()
                                .map(kind -> kind.toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")),
                repairs);
    }

    private static Repair revoking(Situation situation, String kind) {
        String schemas = Identifier.quoted(situation.spec().schemas());
        String on = switch (kind) {
            case "DATABASE" -> "DATABASE " + situation.database();
            case "SCHEMA" -> "SCHEMA " + schemas;
            default -> "ALL " + kind + " IN SCHEMA " + schemas;
        };
        List<String> owners = new ArrayList<>();
        if (kind.equals("DATABASE")) {
            owners.add(situation.now().server().databaseOwner());
        } else {
            owners.add(situation.spec().migratorUser());
            situation.ofEachSchema().forEach(each -> owners.addAll(ObjectOwners.owners(each)));
        }
        return OwnersSql.of(
                situation,
                owners,
                "REVOKE GRANT OPTION FOR ALL ON " + on + " FROM " + situation.app() + " CASCADE;",
                ManualSql.LEFT_TO_PEOPLE);
    }
}

package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.SearchPath;
import dev.appdb.roles.DatabasePlan.Loss;
import dev.appdb.roles.LossEvidence.Login;
import dev.appdb.roles.LossEvidence.ThroughPublic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Computes who loses what by a statement.
 *
 * <p>What is revoked from PUBLIC is lost by every role that can log in and has it in no other way; but only where the
 * database is used by somebody else at all: where others have sessions, objects or grants in it, or something is in it beside
 * the application's schemas. In a new database it is PUBLIC's loss alone, which hurts nobody.
 */
final class Losses {
    private final Situation situation;
    private final LossEvidence evidence;
    private final List<Login> others;
    private final boolean isInUse;

    Losses(Situation situation, LossEvidence evidence) {
        this.situation = situation;
        this.evidence = evidence;
        this.others = evidence.logins().stream()
                .filter(login -> !isOurs(login.role()) && !ServerRoles.isServerOwned(login.role()))
                .toList();
        this.isInUse = others.stream().anyMatch(login -> login.sessions() > 0 || login.hasSomething())
                || evidence.contents().stream()
                        .anyMatch(content -> content.ofOthers() > 0
                                || !situation.spec().schemas().contains(content.schema()));
    }

    private boolean isOurs(String role) {
        return situation.users().contains(role) || role.equals(situation.masterName());
    }

    List<Loss> of(Taking taking) {
        return switch (taking.of()) {
            case DATABASE -> privileges(taking, CatalogSnapshot.PUBLIC, taking.on());
            case SCHEMA -> privileges(taking, taking.on(), "schema " + Identifier.quoted(taking.on()));
            case SEARCH_PATH -> names(taking);
            case DEFAULTS ->
                taking.from().stream()
                        .map(role -> role.equals(CatalogSnapshot.PUBLIC)
                                ? ofPublic(String.join(" and ", taking.what()), taking.on())
                                : own(role, String.join(" and ", taking.what()), taking.on()))
                        .toList();
            case CLOSED_LOGIN ->
                taking.from().stream()
                        .map(user -> Loss.ofLogin(user, String.join(" and ", taking.what())))
                        .toList();
            case OBJECTS, MEMBERSHIP, ATTRIBUTES, OWNERSHIP ->
                taking.from().stream()
                        .map(role -> own(role, String.join(" and ", taking.what()), taking.on()))
                        .toList();
        };
    }

    /** The objects that an extension brought, which everybody may use. */
    List<Loss> ofExtension(String name) {
        long objects = evidence.extensionObjects().getOrDefault(name, 0L);
        return List.of(new Loss(
                "everybody",
                objects == 1 ? "its 1 object" : "its " + objects + " objects",
                "extension " + Identifier.quoted(name),
                "",
                "",
                false));
    }

    private List<Loss> privileges(Taking taking, String schema, String on) {
        List<Loss> losses = new ArrayList<>();
        for (String grantee : taking.from()) {
            if (!grantee.equals(CatalogSnapshot.PUBLIC)) {
                losses.add(own(grantee, String.join(" and ", taking.what()), on));
                continue;
            }
            List<Loss> ofRoles = isInUse ? throughPublic(taking.what(), schema, on) : List.of();
            losses.addAll(ofRoles.isEmpty() ? List.of(ofPublic(String.join(" and ", taking.what()), on)) : ofRoles);
        }
        return losses;
    }

    private List<Loss> throughPublic(List<String> privileges, String schema, String on) {
        Set<String> kept = situation.spec().keepConnect();
        List<Loss> losses = new ArrayList<>();
        for (Login login : others) {
            List<String> lost = privileges.stream()
                    .filter(privilege ->
                            evidence.throughPublic().contains(new ThroughPublic(schema, privilege, login.role())))
                    .filter(privilege -> !(privilege.equals("CONNECT") && kept.contains(login.role())))
                    .toList();
            if (!lost.isEmpty()) {
                losses.add(new Loss(
                        login.role(),
                        String.join(" and ", lost),
                        on,
                        Loss.PUBLIC,
                        seen(login),
                        !kept.contains(login.role())));
            }
        }
        return losses;
    }

    private static String seen(Login login) {
        List<String> seen = new ArrayList<>();
        if (login.sessions() > 0) {
            seen.add(login.sessions() == 1 ? "1 session now" : login.sessions() + " sessions now");
        }
        if (login.hasSomething()) {
            seen.add("owns or was granted something here");
        }
        return String.join(", ", seen);
    }

    private static Loss ofPublic(String what, String on) {
        return new Loss(Loss.PUBLIC, what, on, "", "", false);
    }

    private Loss own(String role, String what, String on) {
        return new Loss(role, what, on, "", "", !isOurs(role));
    }

    /** Tables that are found without their schema's name now, and not afterwards. */
    private List<Loss> names(Taking taking) {
        String path = taking.what().get(0);
        boolean isEverybodys = taking.from().contains(CatalogSnapshot.PUBLIC);
        TreeMap<String, Loss> losses = new TreeMap<>();
        for (Login login : evidence.logins()) {
            String role = login.role();
            boolean isAffected =
                    isEverybodys ? !hasOwnPath(role) : taking.from().contains(role);
            List<String> left = SearchPaths.schemas(path, role).stream()
                    .filter(schema -> !situation.spec().schemas().contains(schema))
                    .toList();
            long tables = evidence.tablesIn(left);
            if (isAffected && tables > 0 && !ServerRoles.isServerOwned(role)) {
                losses.put(
                        role,
                        new Loss(
                                role,
                                "unqualified names of " + tables + (tables == 1 ? " table" : " tables"),
                                "schema " + Identifier.quoted(holding(left)),
                                isEverybodys ? Loss.PUBLIC : "",
                                seen(login),
                                !isOurs(role)));
            }
        }
        return List.copyOf(losses.values());
    }

    private List<String> holding(List<String> schemas) {
        return schemas.stream()
                .filter(schema -> evidence.tablesIn(List.of(schema)) > 0)
                .collect(Collectors.toList());
    }

    private boolean hasOwnPath(String role) {
        return situation.now().searchPaths().stream().map(SearchPath::role).anyMatch(role::equals);
    }
}

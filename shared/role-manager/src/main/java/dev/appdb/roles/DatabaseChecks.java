package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Grant;
import dev.appdb.roles.CatalogSnapshot.SearchPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** D01 to D05: the database. */
final class DatabaseChecks {
    private final RoleSpec spec;
    private final CatalogSnapshot now;
    private final String update;
    private final String subject;

    DatabaseChecks(RoleSpec spec, CatalogSnapshot now, String update) {
        this.spec = spec;
        this.now = now;
        this.update = update;
        this.subject = "database " + Identifier.quoted(now.server().database());
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(nothingForPublic());
        List<String> users = List.of(spec.appUser(), spec.migratorUser());
        users.forEach(user -> checks.add(connect(user)));
        users.forEach(user -> checks.add(noCreate(user)));
        checks.add(searchPath());
        users.forEach(user -> checks.add(noOverride(user)));
        return checks;
    }

    private Check nothingForPublic() {
        String held = now.databaseGrants().stream()
                .filter(grant -> grant.grantee().equals(CatalogSnapshot.PUBLIC))
                .map(Grant::privilege)
                .collect(Collectors.joining(", "));
        return CheckId.D01.decide(held.isEmpty(), subject, "PUBLIC has nothing on it", "PUBLIC has " + held, update);
    }

    private Check connect(String user) {
        String who = "user " + Identifier.quoted(user);
        if (!now.hasRole(user)) {
            return CheckId.D02.unknown(who, "the user does not exist", update);
        }
        boolean may = now.databaseGrant(user, "CONNECT") || now.databaseGrant(CatalogSnapshot.PUBLIC, "CONNECT");
        return CheckId.D02.decide(may, who, "it has CONNECT", "it has no CONNECT", update);
    }

    private Check noCreate(String user) {
        String who = "user " + Identifier.quoted(user);
        if (!now.hasRole(user)) {
            return CheckId.D03.unknown(who, "the user does not exist", update);
        }
        if (user.equals(now.server().databaseOwner())) {
            return CheckId.D03.failed(
                    who,
                    "it owns the database, so it may create schemas",
                    Remedy.asSuperuser("ALTER DATABASE "
                            + Identifier.quoted(now.server().database()) + " OWNER TO "
                            + Identifier.quoted(now.server().master()) + ";"));
        }
        return CheckId.D03.decide(
                !now.databaseGrant(user, "CREATE"), who, "it may create no schemas", "it may create schemas", update);
    }

    private Check searchPath() {
        String declared = now.server().declaredSearchPath();
        List<String> set = now.searchPaths().stream()
                .filter(path -> path.role().equals(CatalogSnapshot.PUBLIC) && path.forDatabase())
                .map(SearchPath::path)
                .toList();
        return CheckId.D04.decide(
                set.contains(declared),
                subject,
                "its search_path is " + declared,
                set.isEmpty() ? "no search_path is set" : "its search_path is " + set.get(0),
                update);
    }

    private Check noOverride(String user) {
        String who = "user " + Identifier.quoted(user);
        if (!now.hasRole(user)) {
            return CheckId.D05.unknown(who, "the user does not exist", update);
        }
        String own = now.searchPaths().stream()
                .filter(path -> path.role().equals(user))
                .map(path -> path.path() + (path.forDatabase() ? " (in this database)" : " (in every database)"))
                .collect(Collectors.joining(", "));
        return CheckId.D05.decide(
                own.isEmpty(), who, "it has no search_path of its own", "its own search_path wins: " + own, update);
    }
}

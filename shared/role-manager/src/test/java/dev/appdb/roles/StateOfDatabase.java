package dev.appdb.roles;

import java.util.ArrayList;
import java.util.List;

/** Everything that an update can change, as text in which two scenes on one server have the same names. */
final class StateOfDatabase {
    private StateOfDatabase() {}

    static List<String> of(Scene scene, Scene twin) throws Exception {
        List<String> state = new ArrayList<>();
        scene.check().checks().stream()
                .map(check -> check.id() + " " + check.status() + " " + check.subject() + ": " + check.found())
                .forEach(state::add);
        for (String query : List.of(
                "SELECT unnest(datacl)::text, pg_get_userbyid(datdba) FROM pg_database WHERE datname = '{db}'",
                "SELECT nspname, pg_get_userbyid(nspowner), unnest(nspacl)::text FROM pg_namespace"
                        + " WHERE nspname NOT LIKE 'pg\\_%'",
                "SELECT relname, pg_get_userbyid(relowner), unnest(relacl)::text FROM pg_class"
                        + " WHERE relnamespace IN (to_regnamespace('{schema}'), to_regnamespace('second'))",
                "SELECT proname, pg_get_userbyid(proowner), unnest(proacl)::text FROM pg_proc"
                        + " WHERE pronamespace IN (to_regnamespace('{schema}'), to_regnamespace('second'))",
                "SELECT pg_get_userbyid(defaclrole), defaclnamespace::regnamespace, defaclobjtype, unnest(defaclacl)::text"
                        + " FROM pg_default_acl",
                "SELECT rolname, rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,"
                        + " rolconnlimit, rolvaliduntil FROM pg_roles"
                        + " WHERE rolname IN ('{app}', '{migrator}', '{reader}', '{stranger}')",
                "SELECT roleid::regrole, member::regrole, grantor::regrole, admin_option FROM pg_auth_members"
                        + " WHERE '{app}' IN (roleid::regrole::text, member::regrole::text)"
                        + " OR '{migrator}' IN (roleid::regrole::text, member::regrole::text)",
                "SELECT COALESCE(setrole, 0)::regrole, unnest(setconfig) FROM pg_db_role_setting"
                        + " WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = '{db}')",
                "SELECT extname, extversion, extnamespace::regnamespace FROM pg_extension")) {
            state.addAll(scene.rows(query));
        }
        return state.stream()
                .map(line -> common(common(line, twin), scene))
                .sorted()
                .toList();
    }

    private static String common(String line, Scene scene) {
        RoleSpec spec = scene.spec();
        return line.replaceAll("\\b" + spec.database() + "\\b", "{db}")
                .replaceAll("\\b(guest_)?" + spec.appUser() + "\\b", "$1{app}")
                .replaceAll("\\b" + spec.migratorUser() + "\\b", "{migrator}")
                .replaceAll("\\b" + String.join("|", spec.readers()) + "\\b", "{reader}")
                .replaceAll("\\b" + scene.stranger() + "\\b", "{stranger}")
                .replaceAll("unknown \\(OID=\\d+\\)", "{gone}");
    }
}

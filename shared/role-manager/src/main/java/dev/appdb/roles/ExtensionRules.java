package dev.appdb.roles;

import static dev.appdb.roles.Rule.one;

import dev.appdb.failure.NearestNames;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.roles.CatalogSnapshot.Extension;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.Repair.ByHand;
import dev.appdb.roles.Repair.ExtensionSwitch;
import dev.appdb.roles.Repair.ManualSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** E01 to E05: the extensions. */
final class ExtensionRules {
    /** PL/pgSQL comes with every database. */
    private static final String BUILT_IN = "plpgsql";

    private static final Remedy LIST = Remedy.of(
            "See what there is: run {}, or SELECT name FROM pg_available_extensions ORDER BY name;",
            Subcommand.EXTENSIONS_LIST.call());

    /** The rule that asks for the declared state. */
    static final String STATE = "E01";

    private ExtensionRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        STATE,
                        Severity.CRITICAL,
                        "Each declared extension is in its declared state",
                        RepairSummary.byUpdate("as the master: creates or drops it, where the server lets it"),
                        declared(ExtensionRules::state)),
                new Rule(
                        "E02",
                        Severity.WARNING,
                        "Each declared extension is where the app finds its names, or where its author demands it",
                        RepairSummary.byHand("as its owner or a superuser: moves it to another schema"),
                        declaredOn(ExtensionRules::place)),
                new Rule(
                        "E03",
                        Severity.INFO,
                        "Each declared extension has the server's default version",
                        RepairSummary.byHand("as its owner or a superuser: updates it"),
                        declaredOn(ExtensionRules::version)),
                new Rule(
                        "E04",
                        Severity.CRITICAL,
                        "The server has each declared extension",
                        RepairSummary.byHand("declares one that the server has"),
                        Evidence.SERVER,
                        declaredOn(ExtensionRules::available)),
                new Rule(
                        "E05",
                        Severity.INFO,
                        "No extension is installed that is not declared",
                        RepairSummary.byHand("declares it, or as its owner or a superuser: drops it"),
                        one(ExtensionRules::undeclared)));
    }

    /** The same for one declared extension. */
    @FunctionalInterface
    private interface OfExtension {
        Observation in(Situation situation, String name, Optional<Extension> found);
    }

    private static Rule.Observer declared(OfExtension observer) {
        return situation -> each(situation, observer, false);
    }

    private static Rule.Observer declaredOn(OfExtension observer) {
        return situation -> each(situation, observer, true);
    }

    private static List<Observation> each(Situation situation, OfExtension observer, boolean onlyOn) {
        if (situation.spec().extensions().isEmpty()) {
            return List.of(Observation.notApplicable("extensions", "none is declared"));
        }
        List<Observation> observations = new ArrayList<>();
        for (Map.Entry<String, Boolean> declared : situation.spec().extensions().entrySet()) {
            if (declared.getValue() || !onlyOn) {
                String name = declared.getKey();
                observations.add(observer.in(situation, name, situation.now().extension(name)));
            }
        }
        return observations;
    }

    static String subject(String extension) {
        return "extension " + extension;
    }

    static Observation state(Situation situation, String name, Optional<Extension> found) {
        boolean wanted = situation.spec().extensions().getOrDefault(name, false);
        boolean installed = found.filter(Extension::isInstalled).isPresent();
        if (wanted == installed) {
            return Observation.passed(
                    subject(name), installed ? "it is installed, as declared" : "it is not installed, as declared");
        }
        return Observation.failed(
                subject(name),
                installed ? "it is installed, but declared off" : "it is not installed, but declared on",
                found.map(extension -> wanted ? creating(situation, extension) : dropping(extension))
                        .orElseGet(() -> unavailable(situation, name)));
    }

    private static Repair dropping(Extension extension) {
        return extension.name().equals(BUILT_IN)
                ? new ByHand(
                        Remedy.of("Remove {}=off from the configuration.", Remedy.option(BUILT_IN)),
                        "PL/pgSQL comes with every database, and functions need it")
                : new ExtensionSwitch(extension.name(), false, List.of());
    }

    /** In pg_catalog its names are always found; what PostgreSQL refuses there goes to the application's own schema. */
    private static Repair creating(Situation situation, Extension extension) {
        List<String> missing = extension.requires().stream()
                .filter(required -> !situation.spec().extensions().getOrDefault(required, false)
                        && situation
                                .now()
                                .extension(required)
                                .filter(Extension::isInstalled)
                                .isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            String names = Identifier.quoted(missing);
            return new ByHand(
                    Remedy.text("Turn on " + names + " as well, which it requires."),
                    "it requires " + names + ", which is not declared on");
        }
        if (!isCreatable(situation.now(), extension)) {
            return ManualSql.asSuperuser(
                    "CREATE EXTENSION " + Identifier.quoted(extension.name()) + " SCHEMA pg_catalog;",
                    "only a superuser may create it on this server");
        }
        List<String> schemas = List.of(
                "pg_catalog",
                situation.needsMigratorsLogin() ? "public" : situation.spec().schema());
        return new ExtensionSwitch(extension.name(), true, extension.ownSchema() == null ? schemas : List.of());
    }

    /** Returns whether the master may create it; on RDS it may create what the parameter group allows. */
    static boolean isCreatable(CatalogSnapshot now, Extension extension) {
        return now.master().superuser()
                || !extension.superuser()
                || extension.trusted()
                || now.hasRole(ServerRoles.SUPERUSER);
    }

    private static Repair unavailable(Situation situation, String name) {
        List<String> nearest = nearest(situation, name);
        return new ByHand(
                nearest.isEmpty() ? LIST : Remedy.text("Did you mean " + String.join(" or ", nearest) + "?"),
                "this server has no extension " + Identifier.quoted(name));
    }

    private static List<String> nearest(Situation situation, String name) {
        return NearestNames.similar(
                name,
                situation.now().extensions().stream()
                        .filter(Extension::isAvailable)
                        .map(Extension::name)
                        .toList());
    }

    /** Right is where the app finds its names without a schema's name before them, or where its author demands it. */
    private static Observation place(Situation situation, String name, Optional<Extension> found) {
        if (found.filter(Extension::isInstalled).isEmpty()) {
            return Observation.unknown(
                            subject(name),
                            "it is not installed",
                            state(situation, name, found).repairs())
                    .because(STATE, subject(name));
        }
        Extension extension = found.get();
        String schema = String.valueOf(extension.schema());
        boolean onPath =
                schema.equals("pg_catalog") || situation.spec().schemas().contains(schema);
        boolean expected = onPath || Objects.equals(schema, extension.ownSchema());
        String where = "it is in schema " + schema
                + (onPath
                        ? ""
                        : ", which is not on the search_path: its names need " + Identifier.quoted(schema)
                                + ". before them");
        return expected
                ? Observation.passed(subject(name), where)
                : Observation.failed(
                        subject(name),
                        where,
                        asOwner("ALTER EXTENSION " + Identifier.quoted(name) + " SET SCHEMA " + situation.schema()
                                + ";"));
    }

    /** Extensions have owners that are not known by heart. */
    private static Repair asOwner(String sql) {
        return new ManualSql(ManualSql.OWNER_OR_SUPERUSER, sql, ManualSql.LEFT_TO_PEOPLE);
    }

    private static Observation version(Situation situation, String name, Optional<Extension> found) {
        if (found.filter(extension -> extension.isInstalled() && extension.isAvailable())
                .isEmpty()) {
            return Observation.unknown(
                            subject(name),
                            "it is not installed, or not available any more",
                            state(situation, name, found).repairs())
                    .because(STATE, subject(name));
        }
        Extension extension = found.get();
        String installed = "its version is " + extension.installedVersion();
        return Objects.equals(extension.installedVersion(), extension.defaultVersion())
                ? Observation.passed(subject(name), installed)
                : Observation.failed(
                        subject(name),
                        installed + ", the server's default is " + extension.defaultVersion(),
                        asOwner("ALTER EXTENSION " + Identifier.quoted(name) + " UPDATE;"));
    }

    private static Observation available(Situation situation, String name, Optional<Extension> found) {
        if (found.filter(Extension::isAvailable).isPresent()) {
            return Observation.passed(subject(name), "this server has it");
        }
        List<String> nearest = nearest(situation, name);
        return Observation.failed(
                subject(name),
                "this server does not have it" + (nearest.isEmpty() ? "" : "; it has " + String.join(", ", nearest)),
                unavailable(situation, name));
    }

    private static Observation undeclared(Situation situation) {
        List<String> others = situation.now().extensions().stream()
                .filter(Extension::isInstalled)
                .map(Extension::name)
                .filter(name ->
                        !name.equals(BUILT_IN) && !situation.spec().extensions().containsKey(name))
                .toList();
        return others.isEmpty()
                ? Observation.passed("extensions", "none is installed but those declared")
                : Observation.failed(
                        "extensions",
                        "installed, but not declared: " + String.join(", ", others),
                        asOwner("DROP EXTENSION " + Identifier.quoted(others) + "; -- or declare it"));
    }
}

package dev.appdb.roles;

import dev.appdb.failure.NearestNames;
import dev.appdb.roles.CatalogSnapshot.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** E01 to E05: the extensions. */
final class ExtensionChecks {
    /** PL/pgSQL comes with every database. */
    private static final String BUILT_IN = "plpgsql";

    /** How to see what there is. */
    static final String LIST =
            "See what there is: run `appdb extensions list`, or SELECT name FROM pg_available_extensions ORDER BY name;";

    private final RoleSpec spec;
    private final CatalogSnapshot now;
    private final String update;

    ExtensionChecks(RoleSpec spec, CatalogSnapshot now, String update) {
        this.spec = spec;
        this.now = now;
        this.update = update;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        if (spec.extensions().isEmpty()) {
            Stream.of(CheckId.E01, CheckId.E02, CheckId.E03, CheckId.E04)
                    .forEach(id -> checks.add(id.notApplicable("extensions", "none is declared")));
        }
        for (Map.Entry<String, Boolean> declared : spec.extensions().entrySet()) {
            String subject = subject(declared.getKey());
            Optional<Extension> found = now.extension(declared.getKey());
            checks.add(state(subject, declared.getValue(), found));
            if (declared.getValue()) {
                checks.add(place(subject, found));
                checks.add(version(subject, found));
                checks.add(available(subject, declared.getKey(), found));
            }
        }
        checks.add(undeclared());
        return checks;
    }

    static String subject(String extension) {
        return "extension " + extension;
    }

    private Check state(String subject, boolean wanted, Optional<Extension> found) {
        boolean installed = found.filter(Extension::isInstalled).isPresent();
        return CheckId.E01.decide(
                wanted == installed,
                subject,
                installed ? "it is installed, as declared" : "it is not installed, as declared",
                installed ? "it is installed, but declared off" : "it is not installed, but declared on",
                update);
    }

    /** Where manage puts one is right: pg_catalog, else public, else where the author demands it. */
    private Check place(String subject, Optional<Extension> found) {
        if (found.filter(Extension::isInstalled).isEmpty()) {
            return CheckId.E02.unknown(subject, "it is not installed", update);
        }
        Extension extension = found.get();
        String schema = String.valueOf(extension.schema());
        boolean onPath = schema.equals("pg_catalog") || schema.equals(spec.schema());
        boolean expected = onPath || schema.equals("public") || Objects.equals(schema, extension.ownSchema());
        String where = "it is in schema " + schema
                + (onPath ? "" : ", so its names need " + Identifier.quoted(schema) + ". before them");
        return CheckId.E02.decide(
                expected,
                subject,
                where,
                where,
                Remedy.asOwner("ALTER EXTENSION " + Identifier.quoted(extension.name()) + " SET SCHEMA public;"));
    }

    private Check version(String subject, Optional<Extension> found) {
        if (found.filter(extension -> extension.isInstalled() && extension.isAvailable())
                .isEmpty()) {
            return CheckId.E03.unknown(subject, "it is not installed, or not available any more", update);
        }
        Extension extension = found.get();
        return CheckId.E03.decide(
                Objects.equals(extension.installedVersion(), extension.defaultVersion()),
                subject,
                "its version is " + extension.installedVersion(),
                "its version is " + extension.installedVersion() + ", the server's default is "
                        + extension.defaultVersion(),
                Remedy.asOwner("ALTER EXTENSION " + Identifier.quoted(extension.name()) + " UPDATE;"));
    }

    private Check available(String subject, String name, Optional<Extension> found) {
        List<String> nearest = NearestNames.similar(
                name,
                now.extensions().stream()
                        .filter(Extension::isAvailable)
                        .map(Extension::name)
                        .toList());
        return CheckId.E04.decide(
                found.filter(Extension::isAvailable).isPresent(),
                subject,
                "this server has it",
                "this server does not have it" + (nearest.isEmpty() ? "" : "; it has " + String.join(", ", nearest)),
                LIST);
    }

    private Check undeclared() {
        List<String> others = now.extensions().stream()
                .filter(Extension::isInstalled)
                .map(Extension::name)
                .filter(name -> !name.equals(BUILT_IN) && !spec.extensions().containsKey(name))
                .toList();
        return CheckId.E05.decide(
                others.isEmpty(),
                "extensions",
                "none is installed but those declared",
                "installed, but not declared: " + String.join(", ", others),
                Remedy.asOwner("DROP EXTENSION " + Identifier.quoted(others) + "; -- or declare it"));
    }
}

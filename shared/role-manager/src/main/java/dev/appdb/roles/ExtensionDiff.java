package dev.appdb.roles;

import dev.appdb.failure.NearestNames;
import dev.appdb.roles.CatalogSnapshot.Extension;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done about the declared extensions; decided from a {@link CatalogSnapshot} alone.
 *
 * @param steps first what is dropped, what others need last; then what is created, what others need first
 * @param settled those that need no statement: as declared already, or not known to this server
 */
record ExtensionDiff(List<Step> steps, List<ExtensionOutcome> settled) {

    ExtensionDiff {
        steps = List.copyOf(steps);
        settled = List.copyOf(settled);
    }

    /**
     * One extension to create or to drop.
     *
     * @param create whether to create it
     * @param schemas the schemas to try, in this order; empty where the extension's author demands one
     * @param missing what it requires and nobody has declared
     */
    record Step(String name, boolean create, List<String> schemas, List<String> missing) {}

    static ExtensionDiff between(RoleSpec spec, CatalogSnapshot now) {
        List<ExtensionOutcome> settled = new ArrayList<>();
        Set<String> wanted = new LinkedHashSet<>();
        Set<String> unwanted = new LinkedHashSet<>();
        for (Map.Entry<String, Boolean> declared : spec.extensions().entrySet()) {
            String name = declared.getKey();
            Optional<Extension> found = now.extension(name);
            boolean installed = found.filter(Extension::isInstalled).isPresent();
            if (declared.getValue() && found.isEmpty()) {
                settled.add(unknown(name, now));
            } else if (declared.getValue() == installed) {
                settled.add(ExtensionOutcome.done(
                        name,
                        ExtensionOutcome.Result.ALREADY,
                        found.map(Extension::schema).orElse(null)));
            } else {
                (installed ? unwanted : wanted).add(name);
            }
        }
        List<Step> steps = new ArrayList<>();
        for (String name : inOrderOfNeed(unwanted, now)) {
            steps.add(0, new Step(name, false, List.of(), List.of()));
        }
        for (String name : inOrderOfNeed(wanted, now)) {
            steps.add(create(now.extension(name).orElseThrow(), wanted, now));
        }
        return new ExtensionDiff(steps, settled);
    }

    private static Step create(Extension extension, Set<String> wanted, CatalogSnapshot now) {
        List<String> missing = extension.requires().stream()
                .filter(required -> !wanted.contains(required)
                        && now.extension(required)
                                .filter(Extension::isInstalled)
                                .isEmpty())
                .toList();
        List<String> schemas = extension.ownSchema() == null ? List.of("pg_catalog", "public") : List.of();
        return new Step(extension.name(), true, schemas, missing);
    }

    private static ExtensionOutcome unknown(String name, CatalogSnapshot now) {
        List<String> nearest = NearestNames.similar(
                name,
                now.extensions().stream()
                        .filter(Extension::isAvailable)
                        .map(Extension::name)
                        .toList());
        return ExtensionOutcome.refused(
                name,
                "this server has no extension " + Identifier.quoted(name),
                nearest.isEmpty() ? ExtensionChecks.LIST : "Did you mean " + String.join(" or ", nearest) + "?",
                List.of());
    }

    /** What others require comes before them. */
    private static Set<String> inOrderOfNeed(Set<String> names, CatalogSnapshot now) {
        Set<String> ordered = new LinkedHashSet<>();
        names.forEach(name -> visit(name, names, now, ordered, new LinkedHashSet<>()));
        return ordered;
    }

    private static void visit(
            String name, Set<String> names, CatalogSnapshot now, Set<String> ordered, Set<String> above) {
        if (!names.contains(name) || !above.add(name)) {
            return;
        }
        now.extension(name)
                .ifPresent(extension ->
                        extension.requires().forEach(required -> visit(required, names, now, ordered, above)));
        ordered.add(name);
    }
}

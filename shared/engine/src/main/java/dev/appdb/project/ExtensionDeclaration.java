package dev.appdb.project;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.ExtensionName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one literal {@code superuser_extensions = { … }} of an app.
 *
 * @param file the file in which it stands
 * @param attribute the attribute
 * @param map its value
 */
record ExtensionDeclaration(HclFile file, HclAttribute attribute, ExtensionMap map) {
    static final String NAME = "superuser_extensions";

    private static final String LITERAL =
            "Edit it by hand to a literal like " + NAME + " = { \"vector\" : true }, in one place.";

    private record Found(HclFile file, HclAttribute attribute) {
        Place place() {
            return new Place(file.path(), attribute.line());
        }
    }

    /**
     * The declaration in these files, or nothing if there is none.
     *
     * @throws FailureException if there are several, or one that is not literal
     */
    static Optional<ExtensionDeclaration> in(List<HclFile> files) throws FailureException {
        List<Found> found = new ArrayList<>();
        files.forEach(file -> file.document()
                .named(NAME)
                .filter(attribute -> !isAlias(attribute))
                .forEach(attribute -> found.add(new Found(file, attribute))));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.size() > 1) {
            String places = found.stream().map(one -> one.place().toString()).collect(Collectors.joining(", "));
            throw notUsable(found.get(0).place(), "it is declared more than once: " + places, null);
        }
        return Optional.of(literal(found.get(0)));
    }

    /** Returns true if an attribute only passes on what is declared elsewhere. */
    static boolean isAlias(HclAttribute attribute) {
        return attribute.compact().equals("local." + NAME)
                || attribute.compact().equals("var." + NAME);
    }

    private static ExtensionDeclaration literal(Found found) throws FailureException {
        if (HclExpressionReader.read(found.attribute().value()) instanceof HclExpression.Conditional) {
            throw notUsable(found.place(), "it depends on a condition, and appdb edits only one literal map", null);
        }
        try {
            return new ExtensionDeclaration(
                    found.file(),
                    found.attribute(),
                    ExtensionMap.of(found.attribute().value()));
        } catch (HclSyntaxException e) {
            throw notUsable(new Place(found.file().path(), e.line()), e.problem(), e);
        }
    }

    static FailureException notUsable(Place place, String why, @Nullable Exception cause) {
        Failure failure =
                Failure.input("extensions-not-literal", "could not read " + NAME + " in " + place, why, LITERAL);
        return cause == null ? failure.asException() : failure.asException(cause);
    }

    /** The text before the map and the text after it, which no edit may touch. */
    List<String> surroundings() {
        return List.of(
                file.text().substring(0, map.open().start()),
                file.text().substring(map.close().end()));
    }

    /** @throws FailureException if a key is no extension's name */
    SuperuserExtensions extensions() throws FailureException {
        return extensions(file.path(), attribute.line(), map);
    }

    /**
     * The extensions of a map that an expression was resolved to.
     *
     * @throws FailureException if it is no literal map of extensions
     */
    static SuperuserExtensions extensions(Resolved resolved) throws FailureException {
        Place place = resolved.place();
        if (!(resolved.expression() instanceof HclExpression.Entries entries)) {
            throw notUsable(place, "it is no map", null);
        }
        try {
            return extensions(resolved.file(), place.line(), ExtensionMap.of(entries.tokens()));
        } catch (HclSyntaxException e) {
            throw notUsable(new Place(resolved.file(), e.line()), e.problem(), e);
        }
    }

    private static SuperuserExtensions extensions(Path file, int line, ExtensionMap map) throws FailureException {
        SortedMap<ExtensionName, SuperuserExtensions.Setting> declared = new TreeMap<>();
        for (ExtensionMap.Entry entry : map.entries()) {
            Place place = new Place(file, entry.key().line());
            try {
                declared.put(new ExtensionName(entry.name()), new SuperuserExtensions.Setting(entry.enabled(), place));
            } catch (IllegalArgumentException e) {
                throw notUsable(place, String.valueOf(e.getMessage()), e);
            }
        }
        return new SuperuserExtensions(Optional.of(new Place(file, line)), declared);
    }
}

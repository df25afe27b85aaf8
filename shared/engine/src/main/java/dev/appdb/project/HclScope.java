package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.project.HclExpression.Comparison;
import dev.appdb.project.HclExpression.Conditional;
import dev.appdb.project.HclExpression.Literal;
import dev.appdb.project.HclExpression.Other;
import dev.appdb.project.HclExpression.Reference;
import dev.appdb.project.HclExpression.Template;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The names that expressions in one folder of Terraform files can refer to: its locals, the arguments of the module call
 * that it is called with, and the defaults of its variables. Nothing is run: what needs a function, a resource or another
 * module is unresolved.
 */
final class HclScope {
    private static final String LOCAL = "local";
    private static final String VARIABLE = "var";

    private final HclSources sources;
    private final Path folder;
    private final Map<String, String> known;
    private final Map<String, Located> arguments;

    /** An expression, its file, and the scope that it is resolved in. */
    record Located(HclScope scope, Path file, HclExpression expression) {
        Resolved resolve() throws UnresolvedException, FailureException {
            return scope.resolve(file, expression);
        }

        private Resolved resolve(Way way) throws UnresolvedException, FailureException {
            return scope.resolve(file, expression, way);
        }
    }

    /** The names that led to an expression, so that a circle of them ends. */
    private static final class Way {
        private static final int MAX_DEPTH = 30;
        private static final int MAX_LOOK_UPS = 1000;

        private final List<String> names = new ArrayList<>();
        private final List<String> folders = new ArrayList<>();
        private int lookUps;

        void enter(String name, String folder, Place place) throws UnresolvedException {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equals(name) && folders.get(i).equals(folder)) {
                    throw new UnresolvedException(
                            place,
                            name + " refers to itself: " + String.join(" → ", names.subList(i, names.size())) + " → "
                                    + name);
                }
            }
            if (++lookUps > MAX_LOOK_UPS || names.size() == MAX_DEPTH) {
                throw new UnresolvedException(place, name + " leads through too many other names");
            }
            names.add(name);
            folders.add(folder);
        }

        void leave() {
            backTo(depth() - 1);
        }

        int depth() {
            return names.size();
        }

        void backTo(int depth) {
            names.subList(depth, names.size()).clear();
            folders.subList(depth, folders.size()).clear();
        }
    }

    /**
     * @param known names whose values are known beforehand, such as {@code environment}, where nothing else tells them
     * @param arguments of the module call, by name
     */
    HclScope(HclSources sources, Path folder, Map<String, String> known, Map<String, Located> arguments) {
        this.sources = sources;
        this.folder = folder;
        this.known = Map.copyOf(known);
        this.arguments = Map.copyOf(arguments);
    }

    /** A folder that nobody calls. */
    static HclScope of(HclSources sources, Path folder) {
        return new HclScope(sources, folder, Map.of(), Map.of());
    }

    /**
     * A local of the folder; empty if there is none.
     *
     * @throws UnresolvedException if it is there, and only Terraform can tell its value
     */
    Optional<Resolved> local(String name) throws UnresolvedException, FailureException {
        return resolved(declared(LOCAL, name));
    }

    /** A variable of the folder: its argument, or its default; empty if it has neither. */
    Optional<Resolved> variable(String name) throws UnresolvedException, FailureException {
        return resolved(declared(VARIABLE, name));
    }

    private static Optional<Resolved> resolved(Optional<Located> located) throws UnresolvedException, FailureException {
        return located.isPresent() ? Optional.of(located.get().resolve(new Way())) : Optional.empty();
    }

    /** The value of an expression that stands in a file of the folder. */
    Resolved resolve(Path file, HclExpression expression) throws UnresolvedException, FailureException {
        return resolve(file, expression, new Way());
    }

    private Resolved resolve(Path file, HclExpression expression, Way way)
            throws UnresolvedException, FailureException {
        if (expression instanceof Template template) {
            return new Resolved(this, file, Literal.string(template.line(), text(file, template, way)));
        }
        if (expression instanceof Reference reference) {
            return referred(file, reference, way);
        }
        if (expression instanceof Comparison comparison) {
            boolean equal = literal(file, comparison.left(), way).equals(literal(file, comparison.right(), way));
            return new Resolved(
                    this,
                    file,
                    new Literal(
                            comparison.line(), Literal.Kind.BOOLEAN, Boolean.toString(equal != comparison.negated())));
        }
        if (expression instanceof Conditional conditional) {
            return resolve(file, branch(file, conditional, way), way);
        }
        if (expression instanceof Other other) {
            throw new UnresolvedException(new Place(file, other.line()), other.text() + " needs Terraform to evaluate");
        }
        return new Resolved(this, file, expression);
    }

    private String text(Path file, Template template, Way way) throws UnresolvedException, FailureException {
        StringBuilder text = new StringBuilder();
        for (HclExpression part : template.parts()) {
            text.append(literal(file, part, way));
        }
        return text.toString();
    }

    private String literal(Path file, HclExpression expression, Way way) throws UnresolvedException, FailureException {
        Resolved resolved = resolve(file, expression, way);
        if (resolved.expression() instanceof Literal literal) {
            return literal.text();
        }
        throw new UnresolvedException(
                resolved.place(), "a list or a map stands where a string, a number or a boolean belongs");
    }

    /** An object that is there on a condition is read as it is when it is there. */
    private HclExpression branch(Path file, Conditional conditional, Way way)
            throws UnresolvedException, FailureException {
        int depth = way.depth();
        try {
            return literal(file, conditional.condition(), way).equals("true") ? conditional.yes() : conditional.no();
        } catch (UnresolvedException e) {
            way.backTo(depth);
            if (isNull(conditional.no())) {
                return conditional.yes();
            }
            if (isNull(conditional.yes())) {
                return conditional.no();
            }
            throw e;
        }
    }

    private static boolean isNull(HclExpression expression) {
        return expression instanceof Literal literal && literal.isNull();
    }

    private Resolved referred(Path file, Reference reference, Way way) throws UnresolvedException, FailureException {
        Place place = new Place(file, reference.line());
        List<String> path = reference.path();
        if (path.size() < 2 || !(path.get(0).equals(LOCAL) || path.get(0).equals(VARIABLE))) {
            throw new UnresolvedException(place, reference + " needs Terraform to evaluate");
        }
        String name = path.get(0) + "." + path.get(1);
        way.enter(name, ProjectFiles.shown(folder), place);
        Resolved resolved = named(path.get(0), path.get(1), place, way);
        for (String key : path.subList(2, path.size())) {
            resolved = entry(resolved, key, way)
                    .orElseThrow(() -> new UnresolvedException(place, name + " has no " + key));
        }
        way.leave();
        return resolved;
    }

    private Resolved named(String kind, String name, Place place, Way way)
            throws UnresolvedException, FailureException {
        String value = known.get(name);
        Optional<Located> located = declared(kind, name);
        int depth = way.depth();
        try {
            if (located.isPresent()) {
                return located.get().resolve(way);
            }
        } catch (UnresolvedException e) {
            if (value == null) {
                throw e;
            }
            way.backTo(depth);
        }
        if (value == null) {
            throw new UnresolvedException(
                    place,
                    kind.equals(LOCAL)
                            ? "local." + name + " is not declared in this folder"
                            : "var." + name + " has no default, and no module call of this environment gives it");
        }
        return new Resolved(this, place.file(), Literal.string(place.line(), value));
    }

    /** A value that is known beforehand comes before a default, which is for another environment as well. */
    private Optional<Located> declared(String kind, String name) throws FailureException {
        if (kind.equals(LOCAL)) {
            return attribute(name, "locals", name);
        }
        Located argument = arguments.get(name);
        if (argument != null) {
            return Optional.of(argument);
        }
        return known.containsKey(name) ? Optional.empty() : attribute(name, "variable", name, "default");
    }

    /** The attribute at a path, in whichever file of the folder it stands; only files with the word are looked at. */
    Optional<Located> attribute(String word, String... path) throws FailureException {
        return first(word, document -> document.at(path));
    }

    /** The first attribute of that name in the folder that is no argument of a module call, however deep it stands. */
    Optional<Located> named(String name) throws FailureException {
        return first(
                name,
                document -> document.named(name)
                        .filter(found -> !found.path().get(0).equals("module")));
    }

    private Optional<Located> first(String word, Function<HclDocument, Stream<HclAttribute>> found)
            throws FailureException {
        for (HclFile file : sources.in(folder, word)) {
            Optional<HclAttribute> attribute = found.apply(file.document()).findFirst();
            if (attribute.isPresent()) {
                return Optional.of(new Located(
                        this,
                        file.path(),
                        HclExpressionReader.read(attribute.get().value())));
            }
        }
        return Optional.empty();
    }

    /** Returns true if an attribute of that name stands anywhere in the folder. */
    boolean mentions(String name) throws FailureException {
        for (HclFile file : sources.in(folder, name)) {
            if (file.document().named(name).findAny().isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Resolved> entry(Resolved map, String key, Way way)
            throws UnresolvedException, FailureException {
        Optional<HclExpression> value =
                map.expression() instanceof HclExpression.Entries entries ? entries.value(key) : Optional.empty();
        return value.isPresent() ? Optional.of(map.scope().resolve(map.file(), value.get(), way)) : Optional.empty();
    }
}

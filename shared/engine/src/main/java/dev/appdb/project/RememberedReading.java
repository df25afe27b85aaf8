package dev.appdb.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.request.Arn;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.Capacity;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Region;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a remembered environment field by field, and collects everything that is wrong with it. */
final class RememberedReading {
    static final int FORMAT = 1;
    static final BackendModule DEFAULT_MODULE = BackendModule.SERVICE;

    private static final Set<String> FIELDS =
            Set.of("format", "target", "region", "postgres", "aurora", "names", "module", "server_url");

    private static final Set<String> AURORA_FIELDS = Set.of(
            "min_acu",
            "max_acu",
            "readers",
            "pause_after_seconds",
            "temporary",
            "reserved_concurrency",
            "permissions_boundary");

    private final JsonNode json;
    private final List<String> problems = new ArrayList<>();

    RememberedReading(JsonNode json) {
        this.json = json;
    }

    /** Everything that is wrong, a phrase each that names the field. */
    List<String> problems() {
        return problems;
    }

    /** What the JSON says; to be used only if there are no {@link #problems}. Null if nothing can be made of it. */
    @Nullable
    RememberedEnvironment environment() {
        if (!json.isObject()) {
            problems.add("it is not a JSON object");
            return null;
        }
        if (!isOurFormat()) {
            return null;
        }
        unknown("", json, FIELDS);
        Optional<Target> target = text("target").flatMap(value -> make("target", () -> Target.of(value)));
        if (target.isEmpty() && !json.has("target")) {
            problems.add("\"target\" is missing: use one of " + Target.names());
        }
        Optional<Region> region = text("region").flatMap(value -> make("region", () -> new Region(value)));
        Optional<PostgresVersion> version =
                number(json, "postgres").flatMap(value -> make("postgres", () -> postgres(value)));
        Optional<AuroraSettings> aurora = aurora();
        DatabaseNames names = names();
        Optional<BackendModule> module = text("module").flatMap(value -> make("module", () -> BackendModule.of(value)));
        Optional<ServerUrl> url = text("server_url").flatMap(value -> make("server_url", () -> new ServerUrl(value)));
        if (!problems.isEmpty() || target.isEmpty()) {
            return null;
        }
        return make(
                        "target",
                        () -> new RememberedEnvironment(
                                target.get(), region, version, aurora, names, module.orElse(DEFAULT_MODULE), url))
                .orElse(null);
    }

    private boolean isOurFormat() {
        JsonNode format = json.path("format");
        if (format.isInt() && format.intValue() == FORMAT) {
            return true;
        }
        if (format.isIntegralNumber() && format.longValue() > FORMAT) {
            problems.add("\"format\" is " + format + ", and this appdb knows only " + FORMAT
                    + ": use the newer appdb that wrote it");
        } else {
            problems.add("\"format\" must be " + FORMAT);
        }
        return false;
    }

    private Optional<AuroraSettings> aurora() {
        Optional<JsonNode> object = object("aurora", AURORA_FIELDS);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        Optional<Double> min = number(object.get(), "min_acu");
        Optional<Double> max = number(object.get(), "max_acu");
        if (min.isEmpty() || max.isEmpty()) {
            problems.add("\"aurora\" needs the numbers \"min_acu\" and \"max_acu\"");
            return Optional.empty();
        }
        Optional<Integer> readers = wholeNumber(object.get(), "readers");
        Optional<Duration> pause =
                wholeNumber(object.get(), "pause_after_seconds").map(Duration::ofSeconds);
        Optional<Boolean> temporary =
                value(object.get(), "temporary", "true or false", JsonNode::isBoolean, JsonNode::booleanValue);
        Optional<Integer> concurrency = wholeNumber(object.get(), "reserved_concurrency");
        Optional<Arn> boundary = text(object.get(), "permissions_boundary")
                .flatMap(value -> make("permissions_boundary", () -> new Arn(value)));
        return make(
                "aurora",
                () -> new AuroraSettings(
                        new Capacity(min.get(), max.get()),
                        readers.orElse(0),
                        pause,
                        temporary.orElse(false),
                        concurrency,
                        boundary));
    }

    private DatabaseNames names() {
        Optional<JsonNode> object = object("names", Set.of("database", "schema", "app_user", "migrator_user"));
        if (object.isEmpty()) {
            return DatabaseNames.DEFAULT;
        }
        DatabaseNames byDefault = DatabaseNames.DEFAULT;
        String database = text(object.get(), "database").orElse(byDefault.database());
        String schema = text(object.get(), "schema").orElse(byDefault.schema());
        String appUser = text(object.get(), "app_user").orElse(byDefault.appUser());
        String migratorUser = text(object.get(), "migrator_user").orElse(byDefault.migratorUser());
        return make("names", () -> new DatabaseNames(database, schema, appUser, migratorUser))
                .orElse(byDefault);
    }

    private static PostgresVersion postgres(double major) {
        if (major != Math.rint(major)) {
            throw new IllegalArgumentException("a major is a whole number, like 16");
        }
        return new PostgresVersion((int) major);
    }

    private Optional<String> text(String field) {
        return text(json, field);
    }

    private Optional<String> text(JsonNode from, String field) {
        return value(from, field, "a text in quotes", JsonNode::isTextual, JsonNode::textValue);
    }

    private Optional<Double> number(JsonNode from, String field) {
        return value(from, field, "a number", JsonNode::isNumber, JsonNode::doubleValue);
    }

    private Optional<Integer> wholeNumber(JsonNode from, String field) {
        return value(from, field, "a whole number", JsonNode::isInt, JsonNode::intValue);
    }

    private Optional<JsonNode> object(String field, Set<String> fields) {
        Optional<JsonNode> object = value(json, field, "an object in braces", JsonNode::isObject, node -> node);
        object.ifPresent(node -> unknown(field + ".", node, fields));
        return object;
    }

    private <T> Optional<T> value(
            JsonNode from, String field, String kind, Predicate<JsonNode> fits, Function<JsonNode, T> value) {
        JsonNode node = from.path(field);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!fits.test(node)) {
            problems.add("\"" + field + "\" must be " + kind);
            return Optional.empty();
        }
        return Optional.of(value.apply(node));
    }

    private void unknown(String prefix, JsonNode object, Set<String> fields) {
        Set<String> unknown = new TreeSet<>();
        object.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(fields);
        unknown.forEach(field -> problems.add(
                "\"" + prefix + field + "\" is not known: use " + String.join(", ", new TreeSet<>(fields))));
    }

    /** A value's constructor knows best what is wrong with it. */
    private <T> Optional<T> make(String field, java.util.function.Supplier<T> constructor) {
        try {
            return Optional.of(constructor.get());
        } catch (IllegalArgumentException e) {
            problems.add("\"" + field + "\": " + e.getMessage());
            return Optional.empty();
        }
    }
}

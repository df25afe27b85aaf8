package dev.appdb.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.request.JsonFormat;
import dev.appdb.request.Target;
import dev.appdb.setting.DeploymentSettings;
import dev.appdb.setting.RememberedField;
import dev.appdb.setting.Setting;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a remembered environment field by field, and collects everything that is wrong with it. */
final class RememberedReading {

    private final JsonNode json;
    private final List<String> problems = new ArrayList<>();

    RememberedReading(JsonNode json) {
        this.json = json;
    }

    /** Everything that is wrong, a phrase each that names the field. */
    List<String> problems() {
        return problems;
    }

    /** The environment that the JSON describes; null if there are {@link #problems}. */
    @Nullable
    RememberedEnvironment environment() {
        if (!json.isObject()) {
            problems.add("it is not a JSON object");
            return null;
        }
        if (!isOurFormat()) {
            return null;
        }
        byObject().forEach(this::checkFields);
        SettingValues values = SettingValues.NONE;
        for (Setting<?> setting : Settings.REMEMBERED) {
            values = read(setting, setting.field().orElseThrow(), values);
        }
        SettingValues all = values;
        make("aurora", all::cluster);
        make("names", all::names);
        return problems.isEmpty()
                ? make("target", () -> new RememberedEnvironment(all)).orElse(null)
                : null;
    }

    private boolean isOurFormat() {
        JsonNode required = json.path(RequiredVersion.FIELD);
        Optional<RequiredVersion> version = required.isMissingNode()
                ? Optional.empty()
                : make(RequiredVersion.FIELD, () -> RequiredVersion.of(required.asText()));
        JsonNode format = json.path("format");
        boolean isNewer = format.isIntegralNumber() && format.longValue() > JsonFormat.REMEMBERED;
        if (version.isPresent() && (isNewer || version.get().isNewer())) {
            problems.add("it needs appdb " + version.get() + " or later");
            return false;
        }
        if (isNewer) {
            problems.add("\"format\" is " + format + ", and this appdb knows only " + JsonFormat.REMEMBERED
                    + ": use the newer appdb that wrote it");
            return false;
        }
        if (!format.isInt() || format.intValue() != JsonFormat.REMEMBERED) {
            problems.add("\"format\" must be " + JsonFormat.REMEMBERED);
            return false;
        }
        return true;
    }

    /** The fields there are, by the object that they stand in; those at the top come first. */
    private static Map<String, List<RememberedField>> byObject() {
        return Settings.REMEMBERED.stream()
                .map(setting -> setting.field().orElseThrow())
                .collect(Collectors.groupingBy(RememberedField::object, LinkedHashMap::new, Collectors.toList()));
    }

    /** Looks for fields that nobody knows, and for those without which an object says nothing. */
    private void checkFields(String name, List<RememberedField> fields) {
        JsonNode object = name.isEmpty() ? json : json.path(name);
        if (object.isMissingNode()) {
            return;
        }
        if (!object.isObject()) {
            problems.add("\"" + name + "\" must be an object in braces");
            return;
        }
        Set<String> known = fields.stream().map(RememberedField::name).collect(Collectors.toCollection(TreeSet::new));
        if (name.isEmpty()) {
            known.addAll(byObject().keySet());
            known.remove("");
            known.add("format");
            known.add(RequiredVersion.FIELD);
        }
        checkUnknown(name.isEmpty() ? "" : name + ".", object, known);
        checkMissing(name, object, fields);
    }

    private void checkUnknown(String prefix, JsonNode object, Set<String> known) {
        Set<String> unknown = new TreeSet<>();
        object.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        unknown.forEach(
                field -> problems.add("\"" + prefix + field + "\" is not known: use " + String.join(", ", known)));
    }

    private void checkMissing(String name, JsonNode object, List<RememberedField> fields) {
        List<RememberedField> required = fields.stream()
                .filter(field -> field.presence() == RememberedField.Presence.REQUIRED)
                .toList();
        // The capacity of an adopted cluster is its owner's, so there is none beside what else is said of AWS.
        boolean isOfOwner = name.equals("aurora")
                && json.has(DeploymentSettings.CLUSTER.field().orElseThrow().object());
        if (isOfOwner || required.stream().allMatch(field -> object.has(field.name()))) {
            return;
        }
        problems.add(
                name.isEmpty()
                        ? "\"target\" is missing: use one of " + Target.names()
                        : "\"" + name + "\" needs the "
                                + (required.get(0).json() == RememberedField.Json.NUMBER ? "numbers " : "text ")
                                + required.stream()
                                        .map(field -> "\"" + field.name() + "\"")
                                        .collect(Collectors.joining(" and ")));
    }

    private SettingValues read(Setting<?> setting, RememberedField field, SettingValues values) {
        JsonNode node = (field.object().isEmpty() ? json : json.path(field.object())).path(field.name());
        if (node.isMissingNode()) {
            return values;
        }
        if (!fits(node, field.json())) {
            problems.add("\"" + field.name() + "\" must be " + field.json().description());
            return values;
        }
        String text = node.isArray()
                ? node.toString()
                : node.isNumber() ? node.decimalValue().stripTrailingZeros().toPlainString() : node.asText();
        return make(field.name(), () -> values.parsed(setting, text)).orElse(values);
    }

    private static boolean fits(JsonNode node, RememberedField.Json json) {
        return switch (json) {
            case TEXT -> node.isTextual();
            case NUMBER -> node.isNumber();
            case WHOLE_NUMBER -> node.isInt();
            case BOOLEAN -> node.isBoolean();
            case LIST -> node.isArray();
        };
    }

    /** Takes the words of the value type, which knows best what is wrong with a value. */
    private <T> Optional<T> make(String field, Supplier<T> constructor) {
        try {
            return Optional.of(constructor.get());
        } catch (IllegalArgumentException e) {
            problems.add("\"" + field + "\": " + e.getMessage());
            return Optional.empty();
        }
    }
}

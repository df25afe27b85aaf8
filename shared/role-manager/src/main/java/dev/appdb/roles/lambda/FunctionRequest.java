package dev.appdb.roles.lambda;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.RemedyFields;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.Expectation;
import dev.appdb.roles.Expectations;
import dev.appdb.roles.InvalidRoleSpecException;
import dev.appdb.roles.May;
import dev.appdb.roles.RoleSpec;
import dev.appdb.roles.UpdateMode;
import dev.appdb.roles.UpdateOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A request to the function.
 *
 * <p>{@code {"action":"manage"|"plan"|"check"|"extensions"|"access","config":{"superuser_extensions":{"vector":true}},"format":1,
 * "probe":false,"update_command":"…","update_command_parts":[…],"keep_connect":["report"],"mode":"full"|"additive","plan":"ID",
 * "allow_revoke":["report","PUBLIC"],"lock_timeout_seconds":30,
 * "expect":[{"role":"report","may":["read"],"why":"…"},{"schema":"audit","why":"…"}]}}; and for access {@code {"operation":"list"|"grant"|"revoke",
 * "user":"jo","as":"reader","seconds":7200,"reason":"…","by":"…"}}. The reference's scripts send the first two only, with the whole of an
 * environment's {@code database_config} as config (template-infra, {@code bin/create-or-update-database-roles}); what is
 * in there besides the extensions does not matter here.
 *
 * @param action what to do
 * @param extensions extension name to whether it is meant to be there
 * @param full whether everything is to be answered (format 1), or only what the reference's function answers
 * @param probe for a check, whether to try as well; without a format true, since the reference's function tries
 * @param updateCommand the command that updates the roles, for remedies
 * @param keepConnect the other roles that are meant to connect
 * @param expected all that is declared as expected beside the users
 * @param update the conditions of manage; plan takes its mode
 * @param access what is asked about temporary access
 */
record FunctionRequest(
        Action action,
        SortedMap<String, Boolean> extensions,
        boolean full,
        boolean probe,
        Remedy updateCommand,
        Set<String> keepConnect,
        Expectations expected,
        UpdateOptions update,
        AccessRequest access) {

    static final int FORMAT = 1;

    /** The command that is named where the caller names none: the reference's. */
    static final Remedy REFERENCE_UPDATE_COMMAND =
            Remedy.text("make infra-update-app-database-roles APP_NAME=<app> ENVIRONMENT=<environment>");

    /** The possible requests. */
    enum Action {
        MANAGE,
        PLAN,
        CHECK,
        EXTENSIONS,
        ACCESS;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    FunctionRequest {
        extensions = Collections.unmodifiableSortedMap(new TreeMap<>(extensions));
        keepConnect = Set.copyOf(keepConnect);
    }

    FunctionRequest(
            Action action, SortedMap<String, Boolean> extensions, boolean full, boolean probe, Remedy updateCommand) {
        this(
                action,
                extensions,
                full,
                probe,
                updateCommand,
                Set.of(),
                Expectations.NONE,
                UpdateOptions.standard(),
                AccessRequest.list());
    }

    /** Returns whether the caller asks for the full answer, as far as that can be told of a request that may be wrong. */
    static boolean asksForAll(JsonObject json) {
        return json.has("format");
    }

    /** @throws InvalidInputException naming every problem at once */
    static FunctionRequest of(JsonObject json) throws InvalidInputException {
        Reading reading = new Reading(json);
        Action action = reading.action();
        boolean full = reading.full(action);
        FunctionRequest request = new FunctionRequest(
                action,
                reading.extensions(action),
                full,
                reading.probe(!full),
                reading.updateCommand(),
                reading.roles("keep_connect"),
                reading.expected(),
                reading.update(),
                action == Action.ACCESS ? reading.access() : AccessRequest.list());
        if (!reading.problems.isEmpty()) {
            throw new InvalidInputException(reading.problems, reading.code);
        }
        return request;
    }

    /** Reads field by field, and goes on after a problem. */
    private static final class Reading {
        private final List<String> problems = new ArrayList<>();
        private final JsonObject json;
        private String code = FailureCode.REQUEST;

        Reading(JsonObject json) {
            this.json = json;
        }

        Action action() {
            try {
                String asked = json.text("action");
                for (Action action : Action.values()) {
                    if (action.label().equals(asked)) {
                        return action;
                    }
                }
                problems.add("action is none of manage, plan, check, extensions, access");
                code = FailureCode.UNKNOWN_ACTION;
            } catch (JsonShapeException e) {
                problems.add(e.getMessage() + ": manage, plan, check, extensions or access");
            }
            return Action.CHECK;
        }

        boolean full(Action action) {
            if (!json.has("format")) {
                if (action != Action.MANAGE && action != Action.CHECK) {
                    problems.add(
                            "format is missing: the action " + action.label() + " is answered with \"format\": 1 only");
                }
                return false;
            }
            try {
                if (json.number("format").doubleValue() != FORMAT) {
                    problems.add("format is not 1, the only one that this function speaks: deploy a newer one");
                }
            } catch (JsonShapeException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
            return true;
        }

        SortedMap<String, Boolean> extensions(Action action) {
            SortedMap<String, Boolean> declared = new TreeMap<>();
            if (action == Action.EXTENSIONS || action == Action.ACCESS) {
                return declared;
            }
            try {
                JsonObject all = json.object("config").object("superuser_extensions");
                for (String name : all.names()) {
                    put(declared, all, name);
                }
                RoleSpec.standard().withExtensions(declared);
            } catch (JsonShapeException e) {
                problems.add(String.valueOf(e.getMessage()));
            } catch (InvalidRoleSpecException e) {
                problems.addAll(e.problems());
            }
            return declared;
        }

        private void put(SortedMap<String, Boolean> declared, JsonObject all, String name) {
            try {
                declared.put(name, all.flag(name));
            } catch (JsonShapeException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }

        boolean probe(boolean unlessAsked) {
            try {
                return json.has("probe") ? json.flag("probe") : unlessAsked;
            } catch (JsonShapeException e) {
                problems.add(String.valueOf(e.getMessage()));
                return unlessAsked;
            }
        }

        Set<String> roles(String field) {
            try {
                Set<String> roles = json.has(field) ? new TreeSet<>(json.texts(field)) : Set.of();
                RoleSpec.standard().withKeepConnect(roles);
                return roles;
            } catch (JsonShapeException e) {
                problems.add(String.valueOf(e.getMessage()));
            } catch (InvalidRoleSpecException e) {
                problems.addAll(e.problems());
            }
            return Set.of();
        }

        Expectations expected() {
            Expectations all = Expectations.NONE;
            try {
                for (JsonObject each : json.has("expect") ? json.objects("expect") : List.<JsonObject>of()) {
                    Set<May> may = EnumSet.noneOf(May.class);
                    for (String label : each.has("may") ? each.texts("may") : List.<String>of()) {
                        may.add(May.of(label));
                    }
                    all = all.with(
                            each.has("schema")
                                    ? Expectation.ofSchema(each.text("schema"), each.text("why"))
                                    : Expectation.ofRole(each.text("role"), may, each.text("why")));
                }
                RoleSpec.standard().withExpected(all);
                return all;
            } catch (InvalidRoleSpecException e) {
                problems.addAll(e.problems());
            } catch (JsonShapeException | IllegalArgumentException e) {
                problems.add("expect: " + e.getMessage());
            }
            return Expectations.NONE;
        }

        UpdateOptions update() {
            UpdateOptions options = UpdateOptions.standard().allowing(roles("allow_revoke"));
            try {
                if (json.has("mode")) {
                    options = options.in(json.constant(UpdateMode.class, "mode"));
                }
                if (json.has("plan")) {
                    options = options.expecting(json.text("plan"));
                }
                if (json.has("lock_timeout_seconds")) {
                    options = options.withLockTimeout(Duration.ofMillis(
                            (long) (json.number("lock_timeout_seconds").doubleValue() * 1000)));
                }
            } catch (IllegalArgumentException e) {
                problems.add("lock_timeout_seconds: " + e.getMessage());
            } catch (JsonShapeException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
            return options;
        }

        AccessRequest access() {
            try {
                AccessRequest.Operation operation = json.constant(AccessRequest.Operation.class, "operation");
                return switch (operation) {
                    case LIST -> AccessRequest.list();
                    case REVOKE -> AccessRequest.revoke(json.text("user"));
                    case GRANT ->
                        json.has("until")
                                ? AccessRequest.grantUntil(
                                        json.text("user"),
                                        json.text("as"),
                                        Instant.parse(json.text("until")),
                                        json.text("reason"),
                                        json.text("by"))
                                : AccessRequest.grant(
                                        json.text("user"),
                                        json.text("as"),
                                        Duration.ofSeconds(
                                                json.number("seconds").longValue()),
                                        json.text("reason"),
                                        json.text("by"));
                };
            } catch (DateTimeParseException e) {
                problems.add("until is no moment like 2026-11-30T12:00:00Z");
                return AccessRequest.list();
            } catch (JsonShapeException | IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
                return AccessRequest.list();
            }
        }

        Remedy updateCommand() {
            try {
                if (!json.has("update_command")) {
                    return REFERENCE_UPDATE_COMMAND;
                }
                String words = json.text("update_command");
                if (words.isBlank()) {
                    problems.add("update_command is empty: leave it out, or give the command that updates the roles");
                }
                return json.has("update_command_parts")
                        ? RemedyFields.read(words, PlanReader.parts(json.objects("update_command_parts")))
                        : Remedy.text(words);
            } catch (JsonShapeException e) {
                problems.add(String.valueOf(e.getMessage()));
                return REFERENCE_UPDATE_COMMAND;
            }
        }
    }
}

package dev.appdb.bot.command;

import dev.appdb.form.Answers;
import dev.appdb.plan.Guardrail;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.roles.AccessRequest;
import dev.appdb.setting.Settings;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A command, as it was typed or as a button stands for it.
 *
 * @param switches the extensions to switch on and off, for {@code setup}
 * @param flags the flags that were given; a flag without a value has the empty text
 * @param subject the command that help is asked about, the run to show, the run and plan to approve or deny, or the person's
 *     user whose access is granted or revoked
 */
public record BotCommand(
        CommandName name,
        Optional<AppName> app,
        Optional<EnvironmentName> environment,
        ExtensionSwitches switches,
        Map<Flag, String> flags,
        Optional<String> subject)
        implements Parsed {
    public static final String SLASH = "/appdb";
    public static final int MAX_REASON_CHARACTERS = 500;

    private static final String ANYONE = "x";

    /** Separates the values of a flag that was given more than once; no typed word holds it. */
    static final String NEXT = "\n";

    /** The source of the answers that stood in the command. */
    public static final String SOURCE = "your command";

    public BotCommand {
        Map<Flag, String> copy = new TreeMap<>();
        copy.putAll(flags);
        flags = Collections.unmodifiableMap(copy);
    }

    /** The approval, or with {@link CommandName#DENY} the refusal, of exactly one plan. */
    public static BotCommand of(CommandName name, Reviewed reviewed) {
        return of(name).with(Argument.RUN_AND_PLAN, reviewed.toString());
    }

    /** A command with nothing but its name. */
    public static BotCommand of(CommandName name) {
        return new BotCommand(
                name, Optional.empty(), Optional.empty(), ExtensionSwitches.NONE, Map.of(), Optional.empty());
    }

    public static BotCommand of(CommandName name, AppName app, EnvironmentName environment) {
        return of(name).with(Argument.APP, app.value()).with(Argument.ENVIRONMENT, environment.value());
    }

    static void checkReason(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a reason is required");
        }
        if (reason.length() > MAX_REASON_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a reason has at most " + MAX_REASON_CHARACTERS + " characters, not " + reason.length());
        }
    }

    static AccessRequest checkAccessReason(String reason) {
        return AccessRequest.grant(ANYONE, ANYONE, AccessRequest.SHORTEST, reason, ANYONE);
    }

    static void checkRights(String as) {
        if (!TypedWord.canBeTyped(as)) {
            throw new IllegalArgumentException("use reader, app, or a reader's name");
        }
    }

    private BotCommand about(String other) {
        return new BotCommand(name, app, environment, switches, flags, Optional.of(other));
    }

    /**
     * The same with one argument more, or changed.
     *
     * @throws IllegalArgumentException if the value is not valid, in the words that the person sees
     */
    public BotCommand with(Argument argument, String value) {
        return switch (argument) {
            case RUN_AND_PLAN -> about(Reviewed.of(value).toString());
            case USER -> about(AccessRequest.revoke(value).user());
            case AS -> {
                checkRights(value);
                yield with(Flag.AS, value);
            }
            case TIME -> {
                AccessRequest.duration(value);
                yield with(Flag.FOR, value);
            }
            case ACCESS_REASON -> {
                checkAccessReason(value);
                yield with(Flag.REASON, value);
            }
            case APP -> new BotCommand(name, Optional.of(new AppName(value)), environment, switches, flags, subject);
            case ENVIRONMENT ->
                new BotCommand(name, app, Optional.of(new EnvironmentName(value)), switches, flags, subject);
            case UNTIL -> with(Flag.UNTIL, new Until(value).text());
            case REASON -> {
                checkReason(value);
                yield with(Flag.REASON, value);
            }
        };
    }

    /** The same with one flag more. */
    public BotCommand with(Flag flag, String value) {
        Map<Flag, String> more = new TreeMap<>();
        more.putAll(flags);
        more.put(flag, value);
        return new BotCommand(name, app, environment, switches, more, subject);
    }

    /** The same with those values of a repeatable flag that can be typed; as it is where there are none. */
    public BotCommand with(Flag flag, Collection<String> values) {
        List<String> typed =
                values.stream().distinct().filter(TypedWord::canBeTyped).toList();
        return typed.isEmpty() ? this : with(flag, String.join(NEXT, typed));
    }

    /** The same without some flags. */
    public BotCommand without(Set<Flag> unwanted) {
        Map<Flag, String> fewer = new TreeMap<>();
        fewer.putAll(flags);
        fewer.keySet().removeAll(unwanted);
        return new BotCommand(name, app, environment, switches, fewer, subject);
    }

    /** The same with other extensions to switch. */
    BotCommand with(ExtensionSwitches others) {
        return new BotCommand(name, app, environment, others, flags, subject);
    }

    /** The same without what answers the questions of the set-up form, but for the names. */
    BotCommand withoutAnswers() {
        Map<Flag, String> fewer = new TreeMap<>();
        fewer.putAll(flags);
        fewer.keySet().removeIf(Flag::isAsked);
        return new BotCommand(name, app, environment, ExtensionSwitches.NONE, fewer, subject);
    }

    /** The arguments that are still missing. */
    public Set<Argument> missing() {
        Set<Argument> missing = EnumSet.noneOf(Argument.class);
        missing.addAll(name.needs());
        if (has(Flag.BREAK_GLASS) && !missing.contains(Argument.ACCESS_REASON)) {
            missing.add(Argument.REASON);
        }
        subject.ifPresent(given -> missing.removeAll(Set.of(Argument.RUN_AND_PLAN, Argument.USER)));
        app.ifPresent(given -> missing.remove(Argument.APP));
        environment.ifPresent(given -> missing.remove(Argument.ENVIRONMENT));
        value(Flag.AS).ifPresent(given -> missing.remove(Argument.AS));
        value(Flag.FOR).ifPresent(given -> missing.remove(Argument.TIME));
        until().ifPresent(given -> missing.remove(Argument.UNTIL));
        reason().ifPresent(given -> missing.removeAll(Set.of(Argument.REASON, Argument.ACCESS_REASON)));
        return missing;
    }

    /** The command if it lacks nothing, else what it lacks. */
    public Parsed judged() {
        return missing().isEmpty() ? this : new Incomplete(this, missing());
    }

    public boolean has(Flag flag) {
        return flags.containsKey(flag);
    }

    public Optional<String> value(Flag flag) {
        return Optional.ofNullable(flags.get(flag));
    }

    public Optional<String> reason() {
        return value(Flag.REASON);
    }

    public Optional<Until> until() {
        return value(Flag.UNTIL).map(Until::new);
    }

    /** The reason for going through a freeze and without approvals; empty if that was not asked for. */
    public Optional<String> breakGlassReason() {
        return has(Flag.BREAK_GLASS) ? reason() : Optional.empty();
    }

    /** The plan that is approved or denied; empty for every other command. */
    public Optional<Reviewed> reviewed() {
        return name.effect() == CommandName.Effect.REVIEWS ? subject.map(Reviewed::of) : Optional.empty();
    }

    /** All values of a flag; none if it is not given. */
    public List<String> values(Flag flag) {
        return value(flag)
                .map(value -> flag.isRepeatable() ? List.of(value.split(NEXT, -1)) : List.of(value))
                .orElse(List.of());
    }

    /** The permissions for the guardrails, as the engine takes them: names of resources, flags of risks, and roles. */
    public Set<String> allowed() {
        Set<String> allowed = new TreeSet<>(values(Flag.ALLOW_REPLACE));
        values(Flag.ALLOW_REVOKE).forEach(role -> allowed.add(Guardrail.revocation(role)));
        values(Flag.ALLOW_LOGIN).forEach(user -> allowed.add(Guardrail.login(user)));
        flags.keySet().forEach(flag -> {
            if (flag.word().startsWith("--allow-") && !flag.takesValue()) {
                allowed.add(flag.word());
            }
        });
        return allowed;
    }

    /** The settings that the command gives. */
    public Answers answers() {
        Answers answers = Answers.NONE;
        if (app.isPresent()) {
            answers = answers.with(Settings.APP_NAME.id(), app.get().value(), SOURCE);
        }
        if (environment.isPresent()) {
            answers = answers.with(Settings.ENVIRONMENT.id(), environment.get().value(), SOURCE);
        }
        for (Map.Entry<Flag, String> given : flags.entrySet()) {
            Flag flag = given.getKey();
            if (flag.setting().isPresent()) {
                String value = flag.takesValue() ? given.getValue() : flag.whole();
                answers = answers.with(flag.setting().get().id(), value, SOURCE);
            }
        }
        return switches.isEmpty() ? answers : answers.with(Settings.EXTENSIONS.id(), switches.toString(), SOURCE);
    }

    /**
     * The same command as text without the slash, which {@link CommandText#parse} reads back: what a button carries, and
     * what a person without a mouse types.
     */
    public String text() {
        StringBuilder text = new StringBuilder(name.words());
        subject.ifPresent(words -> text.append(' ').append(words));
        app.ifPresent(given -> text.append(' ').append(given));
        environment.ifPresent(given -> text.append(' ').append(given));
        switches.words().forEach(word -> text.append(' ').append(word));
        flags.keySet().forEach(flag -> append(text, flag));
        return text.toString();
    }

    /** The same command as one types it: {@code /appdb status shop dev}. */
    public String slashText() {
        return SLASH + " " + text();
    }

    private void append(StringBuilder text, Flag flag) {
        if (!flag.takesValue()) {
            text.append(' ').append(flag.word());
        }
        for (String value : flag.takesValue() ? values(flag) : List.<String>of()) {
            text.append(' ')
                    .append(flag.word())
                    .append(' ')
                    .append(flag.equals(Flag.REASON) ? TypedWord.quoted(value) : TypedWord.typed(value));
        }
    }
}

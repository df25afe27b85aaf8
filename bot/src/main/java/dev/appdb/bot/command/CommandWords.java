package dev.appdb.bot.command;

import dev.appdb.bot.command.Parsed.Unclear;
import dev.appdb.failure.NearestNames;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.LockTimeout;
import dev.appdb.roles.AccessRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The words after a command's name: reads all of them, and finds all that is wrong with them. */
final class CommandWords {
    private final CommandName name;
    private final String typed;
    private final List<TypedWord> words;
    private final boolean guessing;
    private final Function<CommandName, List<DatabaseName>> known;
    private final List<String> problems = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> switches = new ArrayList<>();
    private final Map<Flag, String> flags = new TreeMap<>();
    private Optional<String> instead = Optional.empty();

    CommandWords(
            CommandName name,
            String typed,
            List<TypedWord> words,
            boolean guessing,
            Function<CommandName, List<DatabaseName>> known) {
        this.name = name;
        this.typed = typed;
        this.words = words;
        this.guessing = guessing;
        this.known = known;
    }

    Parsed parsed() {
        int at = 0;
        while (at < words.size()) {
            TypedWord word = words.get(at);
            at++;
            if (word.isFlag()) {
                at = readFlag(word, at);
            } else if (!word.quoted() && word.text().indexOf('=') > 0) {
                readSwitch(word);
            } else {
                names.add(word.text());
            }
        }
        return name == CommandName.HELP ? help() : command();
    }

    private Parsed help() {
        String asked = String.join(" ", names);
        if (asked.isEmpty()) {
            return judged(withFlags(BotCommand.of(name)));
        }
        // Help about what comes near is better than no help.
        Optional<String> about = about(CommandText.parse(asked, false)).map(CommandName::words);
        BotCommand plain = BotCommand.of(name);
        return judged(
                withFlags(new BotCommand(name, plain.app(), plain.environment(), plain.switches(), Map.of(), about)));
    }

    private static Optional<CommandName> about(Parsed parsed) {
        if (parsed instanceof BotCommand command) {
            return Optional.of(command.name());
        }
        if (parsed instanceof Parsed.Incomplete incomplete) {
            return Optional.of(incomplete.soFar().name());
        }
        return parsed instanceof Unclear unclear ? unclear.candidates().stream().findFirst() : Optional.empty();
    }

    private Parsed command() {
        Optional<String> subject = subject();
        List<DatabaseName> meant = meant();
        if (!meant.isEmpty()) {
            names.clear();
        }
        if (meant.size() == 1) {
            names.addAll(List.of(
                    meant.get(0).app().value(), meant.get(0).environment().value()));
        }
        int taken = name.takesEnvironment() ? 2 : 0;
        if (names.size() > taken) {
            problems.add("\"" + CommandText.shown(names.get(taken)) + "\" is an unexpected word");
            names.subList(taken, names.size()).clear();
        }
        Optional<AppName> app = read(0, AppName::new);
        Optional<EnvironmentName> environment = read(1, EnvironmentName::new);
        ExtensionSwitches wanted = ExtensionSwitches.NONE;
        try {
            wanted = ExtensionSwitches.of(String.join(" ", switches));
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        Parsed judged = judged(withFlags(new BotCommand(name, app, environment, wanted, Map.of(), subject)));
        return meant.size() > 1 && problems.isEmpty() ? oneOf(judged, meant) : judged;
    }

    /** The databases that are meant, where they are not written as they are typed; a set-up may be of a new one. */
    private List<DatabaseName> meant() {
        boolean mayBeNew = name == CommandName.SETUP;
        return !name.takesEnvironment() || mayBeNew || names.isEmpty()
                ? List.of()
                : DatabaseName.meant(names, known.apply(name), name.needs().contains(Argument.ENVIRONMENT));
    }

    /** Never all databases, where one of several is meant. */
    private static Parsed oneOf(Parsed judged, List<DatabaseName> meant) {
        Set<Argument> missing = EnumSet.of(Argument.APP, Argument.ENVIRONMENT);
        if (judged instanceof Parsed.Incomplete incomplete) {
            missing.addAll(incomplete.missing());
            return new Parsed.Incomplete(incomplete.soFar(), missing, meant);
        }
        return new Parsed.Incomplete((BotCommand) judged, missing, meant);
    }

    /** The words that are no app and environment, taken from the names. */
    private Optional<String> subject() {
        if (name == CommandName.RUNS
                && names.size() == 1
                && Reviewed.RUN_ID.matcher(names.get(0)).matches()) {
            return Optional.of(names.remove(0));
        }
        if (name.takesUser() && !names.isEmpty()) {
            String user = names.remove(0);
            try {
                return Optional.of(AccessRequest.revoke(user).user());
            } catch (IllegalArgumentException e) {
                problems.add("\"" + CommandText.shown(user) + "\": " + e.getMessage());
                return Optional.empty();
            }
        }
        if (name.effect() != CommandName.Effect.REVIEWS || names.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join(" ", names);
        names.clear();
        try {
            return Optional.of(Reviewed.of(all).toString());
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private <T> Optional<T> read(int index, Function<String, T> constructor) {
        if (names.size() <= index) {
            return Optional.empty();
        }
        try {
            return Optional.of(constructor.apply(names.get(index)));
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private BotCommand withFlags(BotCommand command) {
        BotCommand with = command;
        for (Map.Entry<Flag, String> flag : flags.entrySet()) {
            with = with.with(flag.getKey(), flag.getValue());
        }
        return with;
    }

    private Parsed judged(BotCommand command) {
        return problems.isEmpty()
                ? command.judged()
                : new Unclear(CommandText.shown(typed), problems, name, suggestion(), List.of(name));
    }

    private void readSwitch(TypedWord word) {
        if (name.takesSwitches()) {
            switches.add(word.text());
            return;
        }
        problems.add(
                "\"" + CommandText.shown(word.text()) + "\" is an argument of " + CommandName.SETUP.words() + " alone");
        if (name == CommandName.EXTENSIONS) {
            String rest = String.join(" ", words.stream().map(TypedWord::typed).toList());
            instead = Optional.of(CommandName.SETUP.words() + " " + rest);
        }
    }

    /** @return the index of the first word after the flag and its value */
    private int readFlag(TypedWord word, int next) {
        int equals = word.text().indexOf('=');
        String flagWord = equals < 0 ? word.text() : word.text().substring(0, equals);
        Optional<Flag> known = Flag.of(flagWord, name.flags());
        if (known.isEmpty()) {
            boolean hasValue = notAFlag(flagWord).filter(Flag::takesValue).isPresent();
            boolean isNext =
                    equals < 0 && next < words.size() && !words.get(next).isFlag();
            return hasValue && isNext ? next + 1 : next;
        }
        Flag flag = known.get();
        List<TypedWord> values = new ArrayList<>();
        if (equals >= 0) {
            values.add(new TypedWord(word.text().substring(equals + 1), true));
        }
        int after = next;
        while (flag.takesValue()
                && after < words.size()
                && takes(flag, values)
                && !words.get(after).isFlag()) {
            values.add(words.get(after));
            after++;
        }
        keep(flag, String.join(" ", values.stream().map(TypedWord::text).toList()));
        return after;
    }

    /** A reason is as many words as there are, unless it is quoted; other values are one word. */
    private static boolean takes(Flag flag, List<TypedWord> values) {
        return values.isEmpty() || flag.equals(Flag.REASON) && !values.get(0).quoted();
    }

    private void keep(Flag flag, String value) {
        if (flag.takesValue() && value.isBlank()) {
            problems.add(flag.word() + " needs a value: " + flag.help());
        } else if (!flag.takesValue() && !value.isEmpty()) {
            problems.add(flag.word() + " takes no value");
        } else if (flags.containsKey(flag) && !flag.isRepeatable()) {
            problems.add(flag.word() + " is repeated");
        } else if (flags.keySet().stream().anyMatch(flag::excludes)) {
            problems.add(flag.word() + " contradicts another flag");
        } else {
            checked(flag, value);
            flags.merge(flag, value, (one, other) -> one + BotCommand.NEXT + other);
        }
    }

    private void checked(Flag flag, String value) {
        try {
            if (flag.equals(Flag.UNTIL)) {
                new Until(value);
            } else if (flag.equals(Flag.LOCK_TIMEOUT)) {
                LockTimeout.of(value);
            } else if (flag.equals(Flag.AS)) {
                BotCommand.checkRights(value);
            } else if (flag.equals(Flag.FOR)) {
                checkTime(value);
            } else if (flag.equals(Flag.REASON) && name.needs().contains(Argument.ACCESS_REASON)) {
                BotCommand.checkAccessReason(value);
            } else if (flag.equals(Flag.REASON)) {
                BotCommand.checkReason(value);
            }
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private static void checkTime(String value) {
        try {
            AccessRequest.duration(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Flag.FOR + ": " + e.getMessage(), e);
        }
    }

    /** @return the flag that is likely meant */
    private Optional<Flag> notAFlag(String word) {
        String problem = "\"" + CommandText.shown(word) + "\" is not a flag of " + name.words();
        Optional<String> nearest = NearestNames.nearest(
                        CommandText.shown(word),
                        name.flags().stream().map(Flag::word).toList())
                .filter(flag -> CommandText.difference(word.substring(2), flag.substring(2)) < 1);
        problems.add(
                problem + nearest.map(flag -> ": did you mean " + flag + "?").orElse(""));
        instead = nearest.map(flag -> name.words() + " " + typedWith(word, flag));
        return nearest.flatMap(flag -> Flag.of(flag, name.flags()));
    }

    private String typedWith(String wrong, String right) {
        return String.join(
                " ",
                words.stream()
                        .map(word -> word.isFlag() ? word.text().replace(wrong, right) : word.typed())
                        .toList());
    }

    /** Only where one thing is wrong: more than one guess at a time is no help. */
    private Optional<String> suggestion() {
        return instead.filter(text -> guessing && problems.size() == 1)
                .map(text -> CommandText.parse(text, false))
                .filter(BotCommand.class::isInstance)
                .map(command -> ((BotCommand) command).text());
    }
}

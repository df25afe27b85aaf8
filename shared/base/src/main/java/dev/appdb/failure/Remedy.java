package dev.appdb.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The way out of a failure, as a value: words, and between them commands of appdb, SQL, shell commands and options, each of
 * which a front end writes in its own {@link Dialect}.
 *
 * @param parts in order; none where there is nothing to do
 */
public record Remedy(List<Part> parts) {
    /** Nothing to do. */
    public static final Remedy NONE = new Remedy(List.of());

    /** The command that is running, as a part of other words: "Run {} again." */
    public static final Again AGAIN = new Again();

    /** The simplest way out: to run the command that is running again. */
    public static final Remedy RUN_AGAIN = of("Run {} again.", AGAIN);

    private static final String PLACE = "{}";
    private static final String OPTION = "{--";

    public Remedy {
        parts = parts.stream()
                .filter(part -> !(part instanceof Text words) || !words.text().isEmpty())
                .toList();
    }

    /** A part of a remedy. */
    public sealed interface Part permits Text, Command, Again, Sql, Shell, Option {}

    /** Plain words. */
    public record Text(String text) implements Part {}

    /**
     * A command of appdb to run.
     *
     * @param subcommand which one
     * @param options its flags and words, in order
     */
    public record Command(Subcommand subcommand, List<Option> options) implements Part {

        /** @throws IllegalArgumentException if the command has no such flag */
        public Command {
            options = List.copyOf(options);
            for (Option option : options) {
                if (option.isFlag() && !subcommand.takes(option.name())) {
                    throw new IllegalArgumentException("appdb " + subcommand.words() + " has no " + option.name());
                }
            }
        }

        /** The same command for the database of an app in an environment. */
        public Command about(String app, String environment) {
            return with("--app-name", app).with("--environment", environment);
        }

        /** The same command with one more flag, or a word such as {@code NAME=on}, that takes no value. */
        public Command with(String name) {
            return with(name, "");
        }

        /** The same command with one more flag and its value. */
        public Command with(String name, String value) {
            List<Option> more = new ArrayList<>(options);
            more.add(new Option(name, value));
            return new Command(subcommand, more);
        }

        /** The value of a flag, if it is given. */
        public Optional<String> value(String name) {
            return options.stream()
                    .filter(option -> option.name().equals(name))
                    .map(Option::value)
                    .findFirst();
        }

        /** The same command for whoever is not in the project's folder; one that names no database needs no folder. */
        Command inProject(String folder) {
            if (value("--environment").isEmpty() || value("--project").isPresent()) {
                return this;
            }
            List<Option> more = new ArrayList<>();
            for (Option option : options) {
                more.add(option);
                if (option.name().equals("--environment")) {
                    more.add(new Option("--project", folder));
                }
            }
            return new Command(subcommand, more);
        }

        /** The command as it is typed into a shell. */
        @Override
        public String toString() {
            return CommandName.with(subcommand.words())
                    + options.stream().map(option -> " " + option).collect(Collectors.joining());
        }
    }

    /** The command that is running, for whoever does not know which one that is. */
    public record Again() implements Part {}

    /**
     * SQL to run.
     *
     * @param role who may run it, as words: "the master postgres", "a superuser", or a role's quoted name
     */
    public record Sql(String role, String statement) implements Part {}

    /** A command for a POSIX shell that is not one of appdb's. */
    public record Shell(String line) implements Part {}

    /**
     * An option to give with the command that failed, or with another.
     *
     * @param name with its hyphens: {@code --confirm}
     * @param value empty where it takes none or the person chooses it
     */
    public record Option(String name, String value) implements Part {

        boolean isFlag() {
            return name.startsWith("--");
        }

        /** The option as it is typed into a shell. */
        @Override
        public String toString() {
            return value.isEmpty() ? name : name + " " + ShellWord.quote(value);
        }
    }

    /**
     * Words with parts in them.
     *
     * @param words with <code>{}</code> where a part stands, and options as <code>{--region}</code> or
     *     <code>{--bucket NAME}</code>
     */
    public static Remedy of(String words, Part... parts) {
        List<Part> all = new ArrayList<>();
        int from = 0;
        for (Part part : parts) {
            int place = words.indexOf(PLACE, from);
            if (place < 0) {
                throw new IllegalArgumentException("no place for " + part + " in: " + words);
            }
            addWords(all, words.substring(from, place));
            all.add(part);
            from = place + PLACE.length();
        }
        addWords(all, words.substring(from));
        return new Remedy(all);
    }

    private static void addWords(List<Part> all, String words) {
        int from = 0;
        int option = words.indexOf(OPTION);
        while (option >= 0 && words.indexOf('}', option) > 0) {
            int end = words.indexOf('}', option);
            String[] inside = words.substring(option + 1, end).split(" ", 2);
            all.add(new Text(words.substring(from, option)));
            all.add(new Option(inside[0], inside.length > 1 ? inside[1] : ""));
            from = end + 1;
            option = words.indexOf(OPTION, from);
        }
        all.add(new Text(words.substring(from)));
    }

    /** Text that somebody else wrote, in which braces mean nothing. */
    public static Remedy text(String text) {
        return new Remedy(List.of(new Text(text)));
    }

    /** A single command, without words around it. */
    public static Remedy run(Command command) {
        return new Remedy(List.of(command));
    }

    /** SQL and who may run it, without words around it. */
    public static Remedy sql(String role, String statement) {
        return new Remedy(List.of(new Sql(role, statement)));
    }

    public static Shell shell(String line) {
        return new Shell(line);
    }

    /** An option whose value the person chooses, or that has none. */
    public static Option option(String name) {
        return new Option(name, "");
    }

    public static Option option(String name, String value) {
        return new Option(name, value);
    }

    /** Several remedies, one sentence after the other. */
    public static Remedy all(List<Remedy> remedies) {
        List<Part> all = new ArrayList<>();
        for (Remedy remedy : remedies) {
            if (!remedy.isEmpty()) {
                if (!all.isEmpty()) {
                    all.add(new Text(" "));
                }
                all.addAll(remedy.parts());
            }
        }
        return new Remedy(all);
    }

    /** The same with one more option for each command of appdb in it, also for one that is all of its words. */
    public Remedy with(Option option) {
        if (parts.size() == 1
                && parts.get(0) instanceof Text words
                && words.text().startsWith("appdb ")) {
            return new Remedy(List.of(words, new Text(" "), option));
        }
        return new Remedy(parts.stream()
                .map(part -> part instanceof Command command ? command.with(option.name(), option.value()) : part)
                .toList());
    }

    /** This remedy, then another sentence. */
    public Remedy and(Remedy next) {
        return all(List.of(this, next));
    }

    /** This remedy, then a sentence of words with parts in them. */
    public Remedy and(String words, Part... more) {
        return and(of(words, more));
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The same remedy for whoever is not in the project's folder: its commands name the folder. */
    public Remedy inProject(String folder) {
        return new Remedy(parts.stream()
                .map(part -> part instanceof Command command ? command.inProject(folder) : part)
                .toList());
    }

    /** The same remedy where the command that is running is known. */
    public Remedy naming(Command running) {
        return new Remedy(parts.stream()
                .map(part -> part instanceof Again ? running : part)
                .toList());
    }

    /** The remedy as a front end writes it. */
    public String in(Dialect dialect) {
        return parts.stream()
                .map(part -> dialect.write(part, parts.size() == 1))
                .collect(Collectors.joining());
    }

    /** The remedy for a command line. */
    @Override
    public String toString() {
        return in(Dialect.COMMAND_LINE);
    }
}

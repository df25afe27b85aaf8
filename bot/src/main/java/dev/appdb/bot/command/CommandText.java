package dev.appdb.bot.command;

import dev.appdb.bot.command.Parsed.Unclear;
import dev.appdb.failure.NearestNames;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.PrintableLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads what somebody typed after {@code /appdb}. Takes any text at all, and never throws. */
public final class CommandText {
    /** More is no command; it keeps what a button carries within Slack's 2,000 characters of a button's value. */
    public static final int MAX_CHARACTERS = 1_200;

    private static final int SHOWN_CHARACTERS = 120;
    private static final Set<String> HELP_FLAGS = Set.of("--help", "-h", "?");

    private CommandText() {}

    /**
     * Parses a text. Asks for nothing.
     *
     * @param text as Slack delivers it, without {@code /appdb}; may be empty, which asks for help
     */
    public static Parsed parse(String text) {
        return parse(text, true);
    }

    /**
     * Parses a text whose names may be typed in another way than they are written.
     *
     * @param known the databases that a command may be about, for this person
     */
    public static Parsed parse(String text, Function<CommandName, List<DatabaseName>> known) {
        return parse(text, true, known);
    }

    /** A text in quotes, which is read as one word with this text, and as no flag. */
    public static String quoted(String text) {
        return TypedWord.quoted(text);
    }

    /** @param guessing whether to look for a suggestion, which is never done for a suggestion itself */
    static Parsed parse(String text, boolean guessing) {
        return parse(text, guessing, name -> List.of());
    }

    private static Parsed parse(String text, boolean guessing, Function<CommandName, List<DatabaseName>> known) {
        String cut = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        List<TypedWord> words = withoutSlash(TypedWord.of(cut));
        if (text.length() > MAX_CHARACTERS) {
            return tooLong(text, words);
        }
        if (words.isEmpty()
                || (words.size() == 1 && HELP_FLAGS.contains(words.get(0).text()))) {
            return BotCommand.of(CommandName.HELP);
        }
        for (CommandName name : longestFirst()) {
            int count = consumed(name, words);
            if (count > 0) {
                return new CommandWords(name, text, words.subList(count, words.size()), guessing, known).parsed();
            }
        }
        return inShell(words).orElseGet(() -> unknown(text, words));
    }

    /** A command that is none here, and one on the command line. */
    private static Optional<Parsed> inShell(List<TypedWord> words) {
        for (int count = Math.min(2, words.size()); count > 0; count--) {
            Optional<Subcommand> command = Subcommand.of(phrase(words, count));
            if (command.isPresent()) {
                return Optional.of(new Parsed.InShell(command.get(), named(words, count)));
            }
        }
        return Optional.empty();
    }

    private static Optional<DatabaseName> named(List<TypedWord> words, int from) {
        try {
            return words.size() < from + 2
                    ? Optional.empty()
                    : Optional.of(new DatabaseName(
                            new AppName(words.get(from).text()),
                            new EnvironmentName(words.get(from + 1).text())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A text as it is shown to the person who typed it: printable, and cut. Not escaped for Slack. */
    static String shown(String typed) {
        String line =
                PrintableLine.of(typed.length() > SHOWN_CHARACTERS ? typed.substring(0, SHOWN_CHARACTERS) : typed);
        return line.length() > SHOWN_CHARACTERS || typed.length() > SHOWN_CHARACTERS
                ? line.substring(0, Math.min(line.length(), SHOWN_CHARACTERS)) + "…"
                : line;
    }

    private static List<TypedWord> withoutSlash(List<TypedWord> words) {
        return !words.isEmpty() && words.get(0).text().equals(BotCommand.SLASH)
                ? withoutSlash(words.subList(1, words.size()))
                : words;
    }

    private static List<CommandName> longestFirst() {
        return Arrays.stream(CommandName.values())
                .sorted(Comparator.comparingInt(
                        (CommandName name) -> -name.words().split(" ", -1).length))
                .toList();
    }

    /** The number of words that make up the command's name; 0 if the text begins with something else. */
    private static int consumed(CommandName name, List<TypedWord> words) {
        int count = name.words().split(" ", -1).length;
        if (phrase(words, count).equals(name.words())) {
            return count;
        }
        return phrase(words, 1).replaceAll("[-_]", " ").equals(name.words()) ? 1 : 0;
    }

    private static String phrase(List<TypedWord> words, int count) {
        return String.join(" ", words.stream().limit(count).map(TypedWord::text).toList())
                .toLowerCase(Locale.ROOT);
    }

    private static Unclear tooLong(String text, List<TypedWord> words) {
        List<CommandName> nearest =
                Meant.by(words).stream().map(Meant::name).limit(1).toList();
        return new Unclear(
                shown(text),
                List.of("a command has at most " + MAX_CHARACTERS + " characters, not " + text.length()),
                nearest.isEmpty() ? CommandName.HELP : nearest.get(0),
                Optional.empty(),
                nearest);
    }

    private static Unclear unknown(String text, List<TypedWord> words) {
        List<Meant> meant = Meant.by(words);
        String problem = "\"" + shown(words.get(0).text()) + "\" is not a command of " + BotCommand.SLASH;
        return new Unclear(
                shown(text),
                List.of(problem),
                meant.isEmpty() ? CommandName.HELP : meant.get(0).name(),
                meant.isEmpty() ? Optional.empty() : meant.get(0).suggestion(words),
                meant.stream().map(Meant::name).toList());
    }

    /**
     * The difference between a typed word and a name, from 0 to 1; a word that was begun and not finished hardly
     * differs. A word too different to be a likely misspelling has 1: half of a short word may be wrong, a third of a
     * longer one.
     */
    static double difference(String typed, String name) {
        if (typed.length() > 1 && name.startsWith(typed)) {
            return 0.1;
        }
        int longest = Math.max(typed.length(), name.length());
        double difference = NearestNames.distance(typed, name) / (double) longest;
        return difference <= (longest < 6 ? 1 / 2.0 : 1 / 3.0) ? difference : 1;
    }

    /**
     * A command that somebody may have meant.
     *
     * @param count how many of the typed words stand for its name
     * @param difference how much they differ, from 0 to 1
     * @param effort how much of what was typed is to be changed: the same for "roles check" and "roles checks", where
     *     the longer one differs less
     */
    private record Meant(CommandName name, int count, double difference, double effort) {
        private static final double NEARLY = 0.15;

        /** The nearest first; those nearly as near after it. Empty if none is near. */
        static List<Meant> by(List<TypedWord> words) {
            List<Meant> all = new ArrayList<>();
            for (CommandName name : CommandName.values()) {
                List<String> own = Arrays.asList(name.words().split(" ", -1));
                Meant best = compared(name, words, own.size(), name.words());
                if (own.size() > 1) {
                    best = words.size() == 1 ? nearer(best, compared(name, words, 1, own.get(0))) : best;
                    best = nearer(best, compared(name, words, 1, own.get(own.size() - 1)));
                }
                all.add(best);
            }
            all.sort(Comparator.comparingDouble(Meant::effort));
            double limit = all.get(0).difference + NEARLY;
            return all.stream()
                    .filter(each -> each.difference < 1 && each.difference <= limit)
                    .limit(4)
                    .toList();
        }

        private static Meant nearer(Meant one, Meant other) {
            return other.difference < one.difference ? other : one;
        }

        private static Meant compared(CommandName name, List<TypedWord> words, int count, String own) {
            String typed = phrase(words, count);
            String cut = typed.length() > 40 ? typed.substring(0, 40) : typed;
            double difference = CommandText.difference(cut, own);
            double effort = difference * Math.max(cut.length(), own.length()) / Math.max(1, cut.length());
            return new Meant(name, Math.min(count, words.size()), difference, effort);
        }

        /** The command with the rest of what was typed, where that can be done as it is. */
        Optional<String> suggestion(List<TypedWord> words) {
            String rest = String.join(
                    " ",
                    words.subList(count, words.size()).stream()
                            .map(TypedWord::typed)
                            .toList());
            return parse(name.words() + " " + rest, false) instanceof BotCommand command
                    ? Optional.of(command.text())
                    : Optional.empty();
        }
    }
}

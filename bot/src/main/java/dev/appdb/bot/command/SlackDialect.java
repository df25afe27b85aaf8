package dev.appdb.bot.command;

import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The engine's texts name commands as the command line has them ({@code appdb roles update --app-name shop --environment
 * dev}); this says them as they are typed in Slack ({@code /appdb roles update shop dev}). A command that the bot does not
 * have stays as it is, with a word on where to type it. Pure, and takes any text at all.
 *
 * @param names app and environment that the text is about, for commands that are named without them; may be empty
 */
public record SlackDialect(String names) {
    /** For texts that are about no environment in particular. */
    public static final SlackDialect ANYWHERE = new SlackDialect("");

    static final String ELSEWHERE = "What has no slash is typed in a checkout's shell.";

    private static final Pattern COMMAND = Pattern.compile("(?<![\\w./@:-])appdb (?=[a-z])");
    private static final Pattern WORD = Pattern.compile("([^\\s`]+?)([.,;:!?)]*)(?=[\\s`]|$)");

    /** What the command line has and the bot has not. */
    private static final Set<String> ONLY_IN_SHELL = Set.of(
            "completion",
            "configure",
            "connect",
            "destroy",
            "doctor",
            "extensions set",
            "iam-policy",
            "stop",
            "template");

    private static final Map<String, CommandName> IN_SLACK = inSlack();

    private static Map<String, CommandName> inSlack() {
        Map<String, CommandName> names = new HashMap<>();
        Arrays.stream(CommandName.values()).forEach(name -> names.put(name.words(), name));
        names.put("extensions list", CommandName.EXTENSIONS);
        names.put("runs list", CommandName.RUNS);
        names.put("runs show", CommandName.RUNS);
        return Map.copyOf(names);
    }

    /** For texts about one environment; names that are none say nothing. */
    public static SlackDialect of(String app, String environment) {
        return new SlackDialect(app + " " + environment);
    }

    public static SlackDialect of(AppName app, EnvironmentName environment) {
        return of(app.value(), environment.value());
    }

    /** For texts about what a command is about. */
    public static SlackDialect of(BotCommand command) {
        return command.app()
                .flatMap(app -> command.environment().map(environment -> of(app, environment)))
                .orElse(ANYWHERE);
    }

    /** A text of the engine in Slack's words. */
    public String said(String text) {
        StringBuilder said = new StringBuilder();
        boolean elsewhere = false;
        int from = 0;
        Matcher command = COMMAND.matcher(text);
        while (command.find(from)) {
            said.append(text, from, command.start());
            Call call = call(text, command.start(), command.end());
            elsewhere |= call.elsewhere;
            said.append(call.said);
            from = call.end;
        }
        said.append(text, from, text.length());
        return elsewhere ? said + (text.stripTrailing().endsWith(".") ? " " : ". ") + ELSEWHERE : said.toString();
    }

    /**
     * A command in a text.
     *
     * @param said what stands there instead
     * @param end where the text goes on after it
     */
    private record Call(String said, int end, boolean elsewhere) {}

    private Call call(String text, int start, int afterProgram) {
        boolean quoted = start > 0 && text.charAt(start - 1) == '`';
        List<Word> words = words(text, afterProgram);
        for (int count : List.of(2, 1)) {
            String phrase =
                    String.join(" ", words.stream().limit(count).map(Word::text).toList());
            if (words.size() >= count && ONLY_IN_SHELL.contains(phrase)) {
                int end = words.get(count - 1).end;
                return new Call(text.substring(start, end), end, true);
            }
            if (words.size() >= count && IN_SLACK.containsKey(phrase)) {
                Arguments arguments = new Arguments(IN_SLACK.get(phrase), quoted);
                int taken = count + arguments.take(words.subList(count, words.size()));
                int end = words.get(taken - 1).end;
                return arguments
                        .slashText(names)
                        .map(said -> new Call(said, end, false))
                        .orElseGet(() -> new Call(text.substring(start, end), end, true));
            }
        }
        return new Call(text.substring(start, afterProgram), afterProgram, false);
    }

    private record Word(String text, int end) {}

    /** The words up to the end of the quote, of the line, or of what a stop ends. */
    private static List<Word> words(String text, int from) {
        List<Word> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        int at = from;
        while (word.find(at) && word.start() == at) {
            words.add(new Word(word.group(1), word.end(1)));
            at = word.end() + 1;
            if (!word.group(2).isEmpty() || word.end() == text.length() || text.charAt(word.end()) != ' ') {
                break;
            }
        }
        return words;
    }

    /** What follows a command's name, as far as it belongs to it. */
    private static final class Arguments {
        private final CommandName name;
        private final boolean quoted;
        private final List<String> positional = new ArrayList<>();
        private final List<String> rest = new ArrayList<>();
        private String app = "";
        private String environment = "";
        private boolean unknown;

        Arguments(CommandName name, boolean quoted) {
            this.name = name;
            this.quoted = quoted;
        }

        /** @return how many of the words belong to the command */
        int take(List<Word> words) {
            int at = 0;
            while (at < words.size()) {
                int taken = take(words, at);
                if (taken == 0) {
                    return at;
                }
                at += taken;
            }
            return at;
        }

        private int take(List<Word> words, int at) {
            String word = words.get(at).text;
            if (!word.startsWith("--")) {
                boolean isSwitch = name.takesSwitches() && word.indexOf('=') > 0;
                if (isSwitch) {
                    rest.add(word);
                } else if (quoted) {
                    positional.add(word);
                }
                return isSwitch || quoted ? 1 : 0;
            }
            Optional<Flag> flag = Flag.of(word, name.flags());
            boolean names = word.equals("--app-name") || word.equals("--environment");
            unknown |= flag.isEmpty() && !names;
            boolean takesValue = names || flag.isPresent() && flag.get().takesValue();
            String value = takesValue && at + 1 < words.size() ? words.get(at + 1).text : "";
            if (word.equals("--app-name")) {
                app = value;
            } else if (word.equals("--environment")) {
                environment = value;
            } else {
                rest.add((word + " " + value).strip());
            }
            return value.isEmpty() ? 1 : 2;
        }

        /** Empty if the bot has no such command. */
        Optional<String> slashText(String about) {
            List<String> words = new ArrayList<>(List.of(name.words()));
            if (!positional.isEmpty()) {
                words.addAll(positional);
            } else if (!app.isEmpty() || !environment.isEmpty()) {
                words.add(app);
                words.add(environment);
            } else if (name.takesEnvironment()) {
                words.add(about);
            }
            words.addAll(rest);
            Parsed parsed = CommandText.parse(String.join(" ", words));
            if (unknown || parsed instanceof Parsed.Unclear) {
                return Optional.empty();
            }
            BotCommand command =
                    parsed instanceof Parsed.Incomplete incomplete ? incomplete.soFar() : (BotCommand) parsed;
            return Optional.of(command.slashText());
        }
    }
}

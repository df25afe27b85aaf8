package dev.appdb.bot.policy;

import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.Until;
import dev.appdb.failure.NearestNames;
import dev.appdb.failure.ProblemsException;
import dev.appdb.request.Glob;
import dev.appdb.request.Target;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a policy file:
 *
 * <pre>{@code
 * contact: "the platform team in #platform"
 * allow:
 *   - name: everybody looks
 *     commands: [help, status, plan, roles check]
 *     environments: ["*"]
 *     who: ["*"]
 *   - name: developers change what is theirs
 *     commands: [setup, apply, roles update]
 *     apps: [shop]              # all if not said, as are channels
 *     environments: [dev, "pr-*", prod]
 *     channels: [C012AB3CD]
 *     targets: [aws]            # that may be chosen in a setup; none if not said
 *     servers: ["*.dev.example.com:5432/*"]  # that may be named with target server; none if not said
 *     who: [S012AB3CD, U012AB3CD]
 * approvals:
 *   - commands: ["*"]
 *     environments: [prod]
 *     needed: 2
 *     from: [S0987ZYXW]
 *     expire_after: 4h
 * break_glass:
 *   - commands: ["*"]
 *     environments: ["*"]
 *     who: [S0ONCALL1]
 * }</pre>
 */
public final class PolicyFile {
    private static final List<String> SECTIONS = List.of("allow", "approvals", "break_glass", "contact");
    private static final List<String> SCOPE =
            List.of("name", "commands", "apps", "environments", "channels", "targets", "servers", "external");
    private static final Set<String> REQUIRED = Set.of("commands", "environments");
    private static final String DEFAULT_CONTACT = "the owner of the bot's policy file";
    private static final Duration EXPIRY = Duration.ofHours(4);
    private static final Duration LONGEST_EXPIRY = Duration.ofDays(7);
    private static final int MOST_APPROVALS = 20;
    private static final Pattern NAME = Pattern.compile("[a-z0-9*?-]+");
    private static final Pattern CHANNEL = Pattern.compile("\\*|[CDG][A-Z0-9*?]*");

    private static final Pattern SERVER = Pattern.compile("\\*|[^\\s/]+:[0-9*?]+/\\S+");

    private final YamlProblems problems = new YamlProblems();
    private final Set<String> approvalNames = new HashSet<>();

    private PolicyFile() {}

    /**
     * The policy of a file.
     *
     * @param yaml the file's text
     * @throws ProblemsException with all problems at once, each with its line
     */
    public static Policy read(String yaml) throws ProblemsException {
        PolicyFile file = new PolicyFile();
        Policy policy = file.policy(root(yaml));
        if (!file.problems.isEmpty()) {
            throw new ProblemsException(file.problems.found());
        }
        return policy;
    }

    private static Node root(String yaml) throws ProblemsException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(20);
        options.setAllowDuplicateKeys(false);
        try {
            Node root = new Yaml(options).compose(new StringReader(yaml));
            if (root == null) {
                throw YamlProblems.at(1, "the file is empty: begin with \"allow:\"");
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            String hint = String.valueOf(e.getContext()).contains("alias") ? "; write \"*\" in quotes" : "";
            throw YamlProblems.at(line, "not valid YAML: " + e.getProblem() + hint);
        } catch (YAMLException e) {
            throw YamlProblems.at(1, "not valid YAML: " + e.getMessage());
        }
    }

    private Policy policy(Node root) {
        YamlFields fields = new YamlFields(root, SECTIONS, problems);
        List<Rule> allow = new ArrayList<>();
        for (Node node : fields.entries("allow")) {
            allow.add(rule(ruleFields(node, "who"), "allow " + (allow.size() + 1), "who", Patterns.NONE));
        }
        List<ApprovalRule> approvals = new ArrayList<>();
        for (Node node : fields.entries("approvals")) {
            approvals.add(approvalRule(node, "approvals " + (approvals.size() + 1)));
        }
        List<Rule> breakGlass = new ArrayList<>();
        for (Node node : fields.entries("break_glass")) {
            YamlFields rule = ruleFields(node, "who");
            changing(rule);
            breakGlass.add(rule(rule, "break_glass " + (breakGlass.size() + 1), "who", Patterns.ALL));
        }
        return new Policy(fields.text("contact").orElse(DEFAULT_CONTACT), allow, approvals, breakGlass);
    }

    private YamlFields ruleFields(Node node, String... more) {
        return new YamlFields(
                node, Stream.concat(SCOPE.stream(), Arrays.stream(more)).toList(), problems);
    }

    private ApprovalRule approvalRule(Node node, String defaultName) {
        YamlFields fields = ruleFields(node, "from", "needed", "expire_after");
        changing(fields);
        Rule rule = rule(fields, defaultName, "from", Patterns.ALL);
        int needed = needed(fields);
        if (fields.has("from")
                && !rule.people().ids().isEmpty()
                && !rule.people().canBe(needed)) {
            problems.add(
                    fields.line("from"),
                    "\"from\" names " + rule.people().ids().size() + ", so " + needed + " can never approve");
        }
        if (!approvalNames.add(rule.name())) {
            problems.add(fields.line("name"), "the name \"" + rule.name() + "\" is of another approval rule, too");
        }
        return new ApprovalRule(rule, needed, expiry(fields));
    }

    /** @param named the targets and servers that are meant where the rule lists none */
    private Rule rule(YamlFields fields, String defaultName, String people, Patterns named) {
        return new Rule(
                fields.text("name").orElse(defaultName),
                fields.line(),
                patterns(fields, "commands", Patterns.NONE, this::commandProblem),
                patterns(fields, "apps", Patterns.ALL, text -> matching(NAME, text, "a name like shop, or \"*\"")),
                patterns(
                        fields,
                        "environments",
                        Patterns.NONE,
                        text -> matching(NAME, text, "a name like dev, \"pr-*\" or \"*\"")),
                patterns(
                        fields,
                        "channels",
                        Patterns.ALL,
                        text -> matching(CHANNEL, text, "a channel's id like C012AB3CD, \"D*\" or \"*\"")),
                patterns(fields, "targets", named, PolicyFile::targetProblem),
                patterns(
                        fields,
                        "servers",
                        named,
                        text -> matching(SERVER, text, "a server like \"db.example.com:5432/app\", or \"*\"")),
                people(fields, people),
                fields.flag("external"));
    }

    /** @param unsaid what is meant where the field is not there; it is required where the rule needs it */
    private Patterns patterns(YamlFields fields, String field, Patterns unsaid, Judge judge) {
        List<String> texts = fields.texts(field, REQUIRED.contains(field));
        for (String text : texts) {
            judge.problem(text).ifPresent(problem -> problems.add(fields.line(field), problem));
        }
        return texts.isEmpty() ? unsaid : new Patterns(texts);
    }

    private static Optional<String> targetProblem(String glob) {
        return Arrays.stream(Target.values()).anyMatch(target -> Glob.matches(glob, target.toString()))
                ? Optional.empty()
                : Optional.of("there is no target \"" + glob + "\": use " + Target.names() + ", or \"*\"");
    }

    private Optional<String> commandProblem(String glob) {
        if (commands(glob, name -> name.effect() != CommandName.Effect.REVIEWS)) {
            return Optional.empty();
        }
        if (commands(glob, name -> true)) {
            return Optional.of("\"" + glob + "\" needs no rule: approvers are listed under \"approvals\"");
        }
        String nearest = NearestNames.nearest(
                        glob,
                        Arrays.stream(CommandName.values())
                                .map(CommandName::words)
                                .toList())
                .orElse("");
        return Optional.of("there is no command \"" + glob + "\": did you mean \"" + nearest + "\"?");
    }

    /** Approvals and break-glass are about what changes databases; a rule about anything else says nothing. */
    private void changing(YamlFields fields) {
        for (String glob : fields.texts("commands", false)) {
            if (commandProblem(glob).isEmpty()
                    && !commands(glob, name -> name.effect().isApproved())) {
                problems.add(
                        fields.line("commands"), "\"" + glob + "\" changes no database, so this rule does not apply");
            }
        }
    }

    private static boolean commands(String glob, Predicate<CommandName> such) {
        return Arrays.stream(CommandName.values()).filter(such).anyMatch(name -> Glob.matches(glob, name.words()));
    }

    private static Optional<String> matching(Pattern pattern, String text, String expected) {
        return pattern.matcher(text).matches() ? Optional.empty() : Optional.of("\"" + text + "\" is not " + expected);
    }

    private People people(YamlFields fields, String field) {
        List<String> ids = fields.texts(field, true);
        try {
            return new People(Set.copyOf(ids));
        } catch (IllegalArgumentException e) {
            problems.add(fields.line(field), String.valueOf(e.getMessage()));
            return People.NONE;
        }
    }

    private int needed(YamlFields fields) {
        Optional<String> text = fields.text("needed");
        if (text.isEmpty()) {
            problems.add(fields.line(), "\"needed\" is required: the number of approvals");
            return 1;
        }
        int needed = text.get().matches("[0-9]{1,2}") ? Integer.parseInt(text.get()) : 0;
        if (needed < 1 || needed > MOST_APPROVALS) {
            problems.add(
                    fields.line("needed"), "\"needed\" is 1 to " + MOST_APPROVALS + ", not \"" + text.get() + "\"");
            return 1;
        }
        return needed;
    }

    private Duration expiry(YamlFields fields) {
        Optional<String> text = fields.text("expire_after");
        Optional<Duration> length =
                text.flatMap(Until::length).filter(expiry -> !expiry.isZero() && expiry.compareTo(LONGEST_EXPIRY) <= 0);
        if (text.isPresent() && length.isEmpty()) {
            problems.add(
                    fields.line("expire_after"),
                    "\"expire_after\" is a length like 30m, 4h or 2d, at most a week, not \"" + text.get() + "\"");
        }
        return length.orElse(EXPIRY);
    }

    private interface Judge {
        Optional<String> problem(String text);
    }
}

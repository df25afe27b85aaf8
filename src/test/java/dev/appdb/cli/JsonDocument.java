package dev.appdb.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of JSON document that a command prints.
 *
 * @param name the kind, as {@code document} names it: the command's words, or what may come in place of its result
 * @param about whether it names an app and an environment
 * @param schema the schema's file without its ending
 * @param verdicts what the verdict may be, for people
 */
record JsonDocument(String name, About about, String schema, String verdicts) {
    /** Naming a database. */
    enum About {
        ONE("always"),
        NAMED("where they are known"),
        NONE("never: it is about no single database");

        final String words;

        About(String words) {
            this.words = words;
        }
    }

    private static final String DONE = "`done`";
    private static final String CHANGES =
            "`up_to_date`, `changes`, `guarded` (refused without flags that the plan names), `unknown`, `impossible`";

    /** In the order of help. */
    static final List<JsonDocument> ALL = List.of(
            of("setup", About.NAMED, "setup", "`done`, `found` (a check failed), `failed`, `skipped`"),
            of("configure", About.ONE, "files", DONE),
            of("adopt", About.ONE, "adopt", DONE),
            of("extensions list", About.ONE, "extensions-list", DONE),
            of("extensions set", About.ONE, "files", DONE),
            of("extensions unset", About.ONE, "files", DONE),
            of("plan", About.ONE, "plan", CHANGES),
            of("apply", About.ONE, "apply", "`done`, `found` (a check failed), `failed`"),
            of("roles plan", About.ONE, "plan", CHANGES),
            of("roles update", About.ONE, "roles-update", "`done`, `found` (a check failed), `failed`"),
            of("roles check", About.ONE, "roles-check", "`passed`, `warning`, `failed`"),
            of(
                    "roles check --all",
                    About.NONE,
                    "roles-check-all",
                    "the worst of all databases: these, or `unknown` where one could not be checked; of one also `left_out`"),
            of("roles expect", About.ONE, "files", DONE),
            of("roles checks", About.NONE, "roles-checks", DONE),
            of("password rotate", About.ONE, "password-rotate", DONE),
            of("password show", About.ONE, "password-show", DONE),
            of("access grant", About.ONE, "access", DONE),
            of("access list", About.ONE, "access", DONE),
            of("access revoke", About.ONE, "access", DONE),
            of("connect", About.ONE, "connect", DONE),
            of("environments", About.NONE, "environments", DONE),
            of("status", About.ONE, "status", "`absent`, `stopped`, `running`, `unreachable`"),
            of("drift", About.ONE, "drift", "`in_sync`, `drifted`, `not_applicable`"),
            of("stop", About.ONE, "stop", DONE),
            of("destroy", About.ONE, "destroy", DONE),
            of("runs list", About.NONE, "runs-list", DONE),
            of("runs show", About.ONE, "runs-show", DONE),
            of("doctor", About.NAMED, "doctor", "the worst finding: `ok`, `warning`, `problem`"),
            of("iam-policy", About.ONE, "iam-policy", DONE),
            of("bot policy explain", About.NAMED, "bot-policy-explain", "`allowed`, `needs_approvals`, `denied`"),
            of("bot health", About.NONE, "bot-health", DONE),
            of("bot audit verify", About.NONE, "bot-audit-verify", "`done`, `found` (the chain is broken)"),
            of("completion", About.NONE, "completion", DONE),
            of("complete", About.NONE, "complete", DONE),
            of("failure", About.NAMED, "failure", "`input`, `failed`, `refused`, `interrupted`"),
            of("problems", About.NAMED, "problems", "`input`"));

    /** The commands that print JSON in a format that is not ours. */
    static Set<String> ofOthers() {
        return Set.of("template", "bot manifest");
    }

    /** The commands that print no document: the bot, and the audit log, each entry of which is a line of JSON. */
    static Set<String> withoutDocument() {
        return Set.of("bot", "bot audit export");
    }

    private static JsonDocument of(String name, About about, String schema, String verdicts) {
        return new JsonDocument(name, about, schema, verdicts);
    }

    static Optional<JsonDocument> named(String name) {
        return ALL.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** The commands that the table is about. */
    static Set<String> commands() {
        return Stream.of(ALL.stream().map(JsonDocument::name), ofOthers().stream(), withoutDocument().stream())
                .flatMap(names -> names)
                .filter(name ->
                        !Set.of("roles check --all", "failure", "problems").contains(name))
                .collect(Collectors.toSet());
    }
}

package dev.appdb.cli;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** The examples that each command's help ends with; a test parses every one of them. */
final class Examples {
    private static final String OF_PROD = " -a shop -e prod";

    private static final Map<String, List<String>> ALL = Map.ofEntries(
            entry("", List.of("", "setup --target local", "roles check" + OF_PROD)),
            entry(
                    "setup",
                    List.of(
                            "setup",
                            "setup --target local -a shop -e dev --extension vector=on --yes",
                            "setup --target server --server-url postgresql://postgres@db:5432/app" + OF_PROD,
                            "setup --target aws --min-capacity 0.5 --max-capacity 4" + OF_PROD)),
            entry("configure", List.of("configure --target aws --region eu-central-1" + OF_PROD)),
            entry("adopt", List.of("adopt --role-manager --cluster shop-prod" + OF_PROD)),
            entry("extensions", List.of("extensions list" + OF_PROD, "extensions set vector=on -a shop")),
            entry("extensions list", List.of("extensions list" + OF_PROD)),
            entry("extensions set", List.of("extensions set vector=on pg_trgm=off -a shop")),
            entry("extensions unset", List.of("extensions unset vector -a shop")),
            entry("plan", List.of("plan" + OF_PROD, "plan --output json" + OF_PROD)),
            entry("apply", List.of("apply" + OF_PROD, "apply --plan ID --yes" + OF_PROD)),
            entry("template", List.of("template" + OF_PROD + " > template.json")),
            entry("roles", List.of("roles check" + OF_PROD, "roles update" + OF_PROD)),
            entry("roles plan", List.of("roles plan" + OF_PROD)),
            entry("roles update", List.of("roles update" + OF_PROD, "roles update --additive --yes" + OF_PROD)),
            entry(
                    "roles check",
                    List.of(
                            "roles check" + OF_PROD,
                            "roles check --all --output junit > roles.xml",
                            "roles check --app 'shop-*' --environment prod --fail-on warning")),
            entry("roles expect", List.of("roles expect reports --may read --why 'daily reports'" + OF_PROD)),
            entry("roles checks", List.of("roles checks")),
            entry("password", List.of("password rotate --user app" + OF_PROD)),
            entry("password rotate", List.of("password rotate --user app" + OF_PROD)),
            entry("password show", List.of("password show --user app" + OF_PROD)),
            entry("access", List.of("access list" + OF_PROD)),
            entry("access grant", List.of("access grant jo --as reader --for 2h --reason debugging" + OF_PROD)),
            entry("access list", List.of("access list" + OF_PROD)),
            entry("access revoke", List.of("access revoke jo" + OF_PROD)),
            entry("connect", List.of("connect --as migrator" + OF_PROD, "connect --as app --print" + OF_PROD)),
            entry("environments", List.of("environments", "environments --output json")),
            entry("status", List.of("status" + OF_PROD)),
            entry("drift", List.of("drift" + OF_PROD)),
            entry("stop", List.of("stop -a shop -e dev")),
            entry("destroy", List.of("destroy -a shop -e dev", "destroy --confirm shop-dev -a shop -e dev")),
            entry("runs", List.of("runs list", "runs show")),
            entry("runs list", List.of("runs list")),
            entry("runs show", List.of("runs show", "runs show --output json")),
            entry("doctor", List.of("doctor" + OF_PROD)),
            entry(
                    "iam-policy",
                    List.of("iam-policy --output-dir policies" + OF_PROD, "iam-policy --for service-role" + OF_PROD)),
            entry("bot", List.of("bot --config bot.yaml", "bot --demo")),
            entry("bot manifest", List.of("bot manifest", "bot manifest --url https://db.example.com/slack/events")),
            entry("bot health", List.of("bot health", "bot health --ready")),
            entry("bot policy", List.of("bot policy explain --user U012AB3CD --command setup")),
            entry("bot policy explain", List.of("bot policy explain --user U012AB3CD --command setup")),
            entry("bot audit", List.of("bot audit export > audit.jsonl", "bot audit verify")),
            entry("bot audit export", List.of("bot audit export > audit.jsonl")),
            entry("bot audit verify", List.of("bot audit verify")),
            entry("completion", List.of("completion bash > /etc/bash_completion.d/appdb")),
            entry("complete", List.of("complete -- status --app-name s")));

    private Examples() {}

    /**
     * The examples of a command, without the command's own first word.
     *
     * @param words the command, such as {@code roles check}; empty for appdb alone
     */
    static List<String> of(String words) {
        return ALL.getOrDefault(words, List.of());
    }
}

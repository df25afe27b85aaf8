package dev.appdb.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.bot.job.CheckSchedule;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.failure.Problem;
import dev.appdb.failure.ProblemsException;
import dev.appdb.roles.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bot is told what it needs by the environment and a file, and hears of all that is wrong at once. */
class BotConfigurationTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void complete() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "contact: the platform team\n");
        environment.put("SLACK_BOT_TOKEN", "xoxb-secret-1");
        environment.put("SLACK_APP_TOKEN", "xapp-secret-2");
        environment.put("APPDB_BOT_POLICY", policy.toString());
    }

    private BotConfiguration read(String... yaml) throws Exception {
        return BotConfiguration.read(environment, file(yaml), Optional.empty());
    }

    private Optional<Path> file(String... yaml) throws Exception {
        return yaml.length == 0
                ? Optional.empty()
                : Optional.of(Files.writeString(folder.resolve("bot.yaml"), String.join("\n", yaml)));
    }

    private List<String> problems(String... yaml) {
        return catchThrowableOfType(ProblemsException.class, () -> read(yaml)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void threeVariablesAreEnough() throws Exception {
        BotConfiguration configuration = read();

        assertThat(configuration.apiUrl()).hasToString("https://slack.com/api/");
        assertThat(configuration.http()).isEmpty();
        assertThat(configuration.storage().databaseUrl()).isEmpty();
        assertThat(configuration.health().getPort()).isEqualTo(3001);
        assertThat(configuration.health().getAddress().isLoopbackAddress()).isTrue();
        assertThat(configuration.checks()).isEmpty();
        assertThat(configuration.runsKept()).isEqualTo(Duration.ofDays(180));
    }

    @Test
    void runsAreKeptAsLongAsItSays() throws Exception {
        assertThat(read("keep-runs: 365d").runsKept()).isEqualTo(Duration.ofDays(365));
        environment.put("APPDB_BOT_KEEP_RUNS", "2w");
        assertThat(read("keep-runs: 365d").runsKept()).isEqualTo(Duration.ofDays(14));
        environment.put("APPDB_BOT_KEEP_RUNS", "3h");
        assertThat(problems())
                .containsExactly("APPDB_BOT_KEEP_RUNS is a length from 1d to 365d, such as 90d, not \"3h\"");
    }

    @Test
    void theFileHasTheRestAndTheEnvironmentWins() throws Exception {
        BotConfiguration configuration = read(
                "slack:",
                "  bot-token: xoxb-from-file",
                "  api-url: http://127.0.0.1:9/api",
                "health: 127.0.0.1:9090",
                "time-zone: Europe/Berlin",
                "checks:",
                "  - {app: shop, environment: prod, channel: C1, cron: '0 0 */4 * * *',"
                        + " notify: {critical: S0ONCALL1}, wake-paused: 7d, owner: U012AB3CD}",
                "  - {app: shop, environment: dev, channel: C1, cron: '0 0 */4 * * *', wake-paused: always}",
                "  - {app: shop, environment: test, channel: C1, cron: '0 0 */4 * * *'}",
                "digest:",
                "  - {channel: C1, cron: '0 0 9 * * MON-FRI'}");

        assertThat(configuration.botToken().reveal()).isEqualTo("xoxb-secret-1");
        assertThat(configuration.apiUrl()).hasToString("http://127.0.0.1:9/api/");
        assertThat(configuration.health().getPort()).isEqualTo(9090);
        assertThat(configuration.checks())
                .extracting(CheckSchedule::wakeAfter)
                .containsExactly(Optional.of(Duration.ofDays(7)), Optional.of(Duration.ZERO), Optional.empty());
        assertThat(configuration.checks()).first().satisfies(check -> {
            assertThat(check.environment()).isEqualTo(EnvironmentKey.of("shop", "prod"));
            assertThat(check.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
            assertThat(check.mentions()).isEqualTo(Map.of(Check.Severity.CRITICAL, "S0ONCALL1"));
            assertThat(check.owner()).contains("U012AB3CD");
        });
        assertThat(configuration.digests()).hasSize(1);
    }

    @Test
    void allThatIsMissingIsReportedAtOnceByName() {
        environment.clear();

        assertThat(problems())
                .hasSize(3)
                .anySatisfy(each -> assertThat(each).startsWith("SLACK_BOT_TOKEN is missing"))
                .anySatisfy(each -> assertThat(each).startsWith("SLACK_APP_TOKEN is missing"))
                .anySatisfy(each -> assertThat(each).startsWith("APPDB_BOT_POLICY is missing"));
    }

    @Test
    void overHttpAMissingOrBlankSigningSecretIsRefused() {
        environment.put("APPDB_BOT_HTTP", "127.0.0.1:3000");
        assertThat(problems()).singleElement().asString().startsWith("SLACK_SIGNING_SECRET is missing");

        for (String blank : List.of("", " ", "\t")) {
            environment.put("SLACK_SIGNING_SECRET", blank);
            assertThat(problems()).singleElement().asString().startsWith("SLACK_SIGNING_SECRET is blank");
        }
    }

    @Test
    void theOptionForHttpNeedsNoAppToken() throws Exception {
        environment.remove("SLACK_APP_TOKEN");
        environment.put("SLACK_SIGNING_SECRET", "abc");

        BotConfiguration configuration =
                BotConfiguration.read(environment, Optional.empty(), Optional.of("127.0.0.1:3000"));

        assertThat(configuration.http().orElseThrow().getPort()).isEqualTo(3000);
    }

    @Test
    void everythingThatIsWrongIsReportedAtOnce() {
        environment.put("SLACK_BOT_TOKEN", "xapp-mixed-up");
        environment.put("SLACK_APP_TOKEN", "xapp-with space");
        environment.put("SLACK_API_URL", "ftp://user:hunter2@x");
        environment.put("APPDB_DATABASE_URL", "mysql://root:hunter2@x/y");
        environment.put("APPDB_BOT_HEALTH", "9090");
        environment.put("APPDB_BOT_POLICY", "/nowhere/policy.yaml");

        List<String> problems = problems(
                "chanel: C1",
                "time-zone: Mars/Base",
                "checks:",
                "  - {app: My App, environment: prod, channel: C1, cron: '0 0 4 * * *'}",
                "  - {app: shop, environment: prod, channel: databases, cron: '0 0 4 * * *'}",
                "  - {app: blog, environment: prod, channel: C1, cron: 'every day'}",
                "  - {app: wiki, environment: prod, channel: C1, cron: '0 0 4 * * *'}",
                "  - {app: wiki, environment: prod, channel: C2, cron: '0 0 5 * * *'}",
                "digest: C1");

        assertThat(problems)
                .extracting(each -> each.replaceFirst("[ :].*", ""))
                .containsExactlyInAnyOrder(
                        "chanel",
                        "SLACK_BOT_TOKEN",
                        "SLACK_APP_TOKEN",
                        "SLACK_API_URL",
                        "APPDB_DATABASE_URL",
                        "APPDB_BOT_POLICY",
                        "APPDB_BOT_HEALTH",
                        "time-zone",
                        "checks[1]",
                        "checks[2]",
                        "checks[3]",
                        "checks[5]",
                        "digest");
        assertThat(String.join(" ", problems)).doesNotContain("hunter2", "mixed-up", "with space");
    }

    @Test
    void allThatIsWrongWithOneOfAListAndWithThePolicyIsReportedAtOnceToo() throws Exception {
        environment.remove("SLACK_BOT_TOKEN");
        Files.writeString(folder.resolve("policy.yaml"), "alow: []\ncontact: []\n");

        assertThat(problems("checks:", "  - {app: Shop!, environment: PROD, cron: every day, channel: '#general'}"))
                .filteredOn(each -> each.startsWith("checks[1] "))
                .hasSize(4)
                .anySatisfy(each -> assertThat(each).contains("Shop!"))
                .anySatisfy(each -> assertThat(each).contains("PROD"))
                .anySatisfy(each -> assertThat(each).contains("every day"))
                .anySatisfy(each -> assertThat(each).contains("#general"));
        assertThat(problems())
                .anySatisfy(each -> assertThat(each).startsWith("SLACK_BOT_TOKEN is missing"))
                .anySatisfy(each ->
                        assertThat(each).startsWith("APPDB_BOT_POLICY ").contains("policy.yaml, line 1", "alow"))
                .anySatisfy(each -> assertThat(each).contains("policy.yaml, line 2"));
    }

    @Test
    void whoIsMentionedAndWhoOwnsAScheduleAreIds() {
        assertThat(problems(
                        "checks:",
                        "  - {app: shop, environment: prod, channel: C1, cron: '0 0 4 * * *',"
                                + " notify: {critical: oncall, urgent: S1}, owner: '@ann'}"))
                .hasSize(3)
                .anySatisfy(each -> assertThat(each).contains("oncall", "user group"))
                .anySatisfy(each -> assertThat(each).contains("notify.urgent", "critical, info, warning"))
                .anySatisfy(each -> assertThat(each).contains("@ann", "begins with U"));
    }

    @Test
    void theIntervalAtWhichAPausedDatabaseIsWokenIsALength() {
        for (String wrong : List.of("sometimes", "0d", "never", "2")) {
            assertThat(problems(
                            "checks:",
                            "  - {app: shop, environment: prod, channel: C1, cron: '0 0 4 * * *', wake-paused: " + wrong
                                    + "}"))
                    .singleElement()
                    .asString()
                    .contains("checks[1] has wake-paused " + wrong, "12h or 7d, or always");
        }
    }

    /** A blank path would be the current folder. */
    @Test
    void whatIsBlankIsNotTakenForAPath() {
        for (String variable : List.of("APPDB_BOT_POLICY", "APPDB_BOT_DATA", "APPDB_BOT_PROJECT", "SLACK_APP_TOKEN")) {
            String before = environment.put(variable, " ");
            assertThat(problems()).singleElement().asString().startsWith(variable + " is blank");
            if (before == null) {
                environment.remove(variable);
            } else {
                environment.put(variable, before);
            }
        }
    }

    @Test
    void aFileThatCannotBeReadIsReported() {
        environment.put("APPDB_BOT_POLICY", folder.toString());
        assertThat(problems()).singleElement().asString().endsWith(folder + " is a folder, not a file");

        environment.put("APPDB_BOT_POLICY", folder.resolve("none.yaml").toString());
        assertThat(problems()).singleElement().asString().endsWith("none.yaml does not exist");
    }

    @Test
    void aFileThatIsNoYamlIsNotQuoted() {
        assertThat(problems("slack: {bot-token: xoxb-hunter2", "  : ]"))
                .anySatisfy(each -> assertThat(each).contains("is not valid YAML, line"))
                .allSatisfy(each -> assertThat(each).doesNotContain("hunter2"));
    }

    @Test
    void secretsAreNeverPrinted() throws Exception {
        environment.put("APPDB_DATABASE_URL", "postgresql://bot:secret-3@127.0.0.1/appdb");

        assertThat(read().toString()).contains("[redacted]").doesNotContain("secret-");
    }

    /** With these two in the environment Slack's libraries replace the bot's token. */
    @Test
    void aClientsIdAndSecretChangeNothing() throws Exception {
        BotConfiguration before = read();
        environment.put("SLACK_CLIENT_ID", "1.2");
        environment.put("SLACK_CLIENT_SECRET", "other");

        assertThat(read().botToken().reveal()).isEqualTo(before.botToken().reveal());
    }
}

package dev.appdb.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.appdb.bot.command.Until;
import dev.appdb.bot.job.CheckSchedule;
import dev.appdb.bot.job.DigestSchedule;
import dev.appdb.bot.job.JobSettings;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.PolicyFile;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads a {@link BotConfiguration}, collecting everything that is wrong. A value that may be secret is never quoted. */
final class ConfigurationReader {
    private static final Set<String> FILE_KEYS = Set.of(
            "slack",
            "database-url",
            "policy",
            "http",
            "health",
            "project",
            "data",
            "keep-runs",
            "keep-audit",
            "time-zone",
            "checks",
            "digest");
    private static final Set<String> SLACK_KEYS = Set.of("bot-token", "app-token", "signing-secret", "api-url");
    private static final Duration SHORTEST_KEPT = Duration.ofDays(1);

    private final Map<String, String> environment;
    private final Optional<String> httpOption;
    private final Problems problems = new Problems();
    private final JsonNode file;

    ConfigurationReader(Map<String, String> environment, Optional<Path> file, Optional<String> http) {
        this.environment = environment;
        this.httpOption = http;
        this.file = file.map(this::tree).orElse(MissingNode.getInstance());
    }

    BotConfiguration read() throws ProblemsException {
        unknown(file, "", FILE_KEYS);
        unknown(file.path("slack"), "slack.", SLACK_KEYS);
        Optional<Secret> botToken = token("SLACK_BOT_TOKEN", "/slack/bot-token", "xoxb-", "Bot User OAuth Token");
        Optional<Secret> appToken = token("SLACK_APP_TOKEN", "/slack/app-token", "xapp-", "App-Level Token");
        Optional<Secret> signing = secret("SLACK_SIGNING_SECRET", "/slack/signing-secret");
        Optional<InetSocketAddress> http =
                address("APPDB_BOT_HTTP", httpOption.or(() -> value("APPDB_BOT_HTTP", "/http")));
        required(botToken, "SLACK_BOT_TOKEN", "it is the app's Bot User OAuth Token, and begins with xoxb-");
        if (http.isPresent()) {
            required(signing, "SLACK_SIGNING_SECRET", "over HTTP it verifies that requests come from Slack");
        } else {
            required(
                    appToken,
                    "SLACK_APP_TOKEN",
                    "it is the app's App-Level Token, and begins with xapp-; or listen with --http and set"
                            + " SLACK_SIGNING_SECRET");
        }
        Optional<URI> apiUrl = apiUrl();
        BotStorage storage = storage();
        Optional<Policy> policy = policy();
        Optional<InetSocketAddress> health = health();
        Optional<Path> project = project();
        Optional<Duration> runsKept = kept("APPDB_BOT_KEEP_RUNS", "/keep-runs");
        Optional<Duration> auditKept = kept("APPDB_BOT_KEEP_AUDIT", "/keep-audit");
        ZoneId zone = zone();
        ScheduleReader schedules = new ScheduleReader(file, zone, problems);
        List<CheckSchedule> checks = schedules.checks();
        List<DigestSchedule> digests = schedules.digests();
        problems.throwIfAny();
        return new BotConfiguration(
                botToken.orElseThrow(),
                appToken,
                signing,
                apiUrl.orElseThrow(),
                storage,
                policy.orElseThrow(),
                checks,
                digests,
                http,
                health.orElseThrow(),
                project,
                runsKept.orElse(JobSettings.RUNS_KEPT),
                auditKept);
    }

    private Optional<Duration> kept(String variable, String pointer) {
        Optional<String> text = value(variable, pointer);
        Optional<Duration> kept = text.flatMap(Until::length).filter(length -> length.compareTo(SHORTEST_KEPT) >= 0);
        if (text.isPresent() && kept.isEmpty()) {
            problems.add(variable, "is a length from 1d to 365d, such as 90d, not \"" + text.get() + "\"");
        }
        return kept;
    }

    BotStorage readStorage() throws ProblemsException {
        BotStorage storage = storage();
        problems.throwIfAny();
        return storage;
    }

    InetSocketAddress readHealth() throws ProblemsException {
        Optional<InetSocketAddress> health = health();
        problems.throwIfAny();
        return health.orElseThrow();
    }

    private Optional<InetSocketAddress> health() {
        return address(
                "APPDB_BOT_HEALTH",
                value("APPDB_BOT_HEALTH", "/health").or(() -> Optional.of(BotConfiguration.HEALTH)));
    }

    private BotStorage storage() {
        Path data = Path.of(value("APPDB_BOT_DATA", "/data").orElse(BotStorage.DATA));
        return new BotStorage(databaseUrl(), data.toAbsolutePath());
    }

    private JsonNode tree(Path path) {
        try {
            JsonNode tree = YamlTree.read(Files.readString(path));
            if (tree.isMissingNode() || tree.isObject()) {
                return tree;
            }
            problems.add("--config", path + " has no fields such as `policy: policy.yaml`");
        } catch (YAMLException e) {
            // The parser's own words would quote the line, which may have a token in it.
            problems.add("--config", path + " is not valid YAML, line " + YamlTree.line(e));
        } catch (IOException e) {
            problems.add("--config", path + " " + UnreadableFile.why(path, e));
        }
        return MissingNode.getInstance();
    }

    private void unknown(JsonNode object, String prefix, Set<String> known) {
        unknown(object, prefix, known, problems);
    }

    static void unknown(JsonNode object, String prefix, Set<String> known, Problems problems) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(prefix + name, "is unknown; use one of " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    private Optional<String> value(String variable, String pointer) {
        Optional<String> set = Optional.ofNullable(environment.get(variable));
        Optional<String> value =
                set.isPresent() ? set : Optional.ofNullable(file.at(pointer).asText(null));
        if (value.filter(String::isBlank).isPresent()) {
            // Taken as it is, a blank path would be the folder in which the bot was started.
            problems.add(variable, "is blank: set it, or leave it out");
            return Optional.empty();
        }
        return value;
    }

    private void required(Optional<?> value, String variable, String help) {
        if (value.isEmpty()) {
            problems.missing(variable, help);
        }
    }

    private Optional<Secret> secret(String variable, String pointer) {
        return value(variable, pointer).flatMap(value -> tried(variable, () -> Secret.token(value)));
    }

    private Optional<Secret> token(String variable, String pointer, String prefix, String name) {
        return secret(variable, pointer).filter(secret -> {
            boolean isRight = secret.reveal().startsWith(prefix);
            if (!isRight) {
                problems.add(variable, "does not begin with " + prefix + ", so it is not the app's " + name);
            }
            return isRight;
        });
    }

    private <T> Optional<T> tried(String name, Supplier<T> made) {
        return tried(name, made, problems);
    }

    static <T> Optional<T> tried(String name, Supplier<T> made, Problems problems) {
        try {
            return Optional.of(made.get());
        } catch (IllegalArgumentException | DateTimeException e) {
            problems.add(name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<URI> apiUrl() {
        String text = value("SLACK_API_URL", "/slack/api-url").orElse(BotConfiguration.API_URL);
        try {
            URI url = URI.create(text.endsWith("/") ? text : text + "/");
            boolean isWeb = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (isWeb && url.getHost() != null && url.getUserInfo() == null) {
                return Optional.of(url);
            }
        } catch (IllegalArgumentException e) {
            // Told below, without quoting what may have a password in it.
        }
        problems.add("SLACK_API_URL", "is not an HTTP URL without a password, such as " + BotConfiguration.API_URL);
        return Optional.empty();
    }

    private Optional<Secret> databaseUrl() {
        return secret("APPDB_DATABASE_URL", "/database-url").filter(url -> {
            boolean isPostgres = url.reveal().matches("(jdbc:postgresql:|postgres://|postgresql://).*");
            if (!isPostgres) {
                problems.add(
                        "APPDB_DATABASE_URL",
                        "is not a PostgreSQL URL, such as"
                                + " jdbc:postgresql://db.example.com:5432/appdb_bot?user=appdb_bot");
            }
            return isPostgres;
        });
    }

    private Optional<Policy> policy() {
        Optional<Path> path = value("APPDB_BOT_POLICY", "/policy").map(Path::of);
        required(path, "APPDB_BOT_POLICY", "without a policy file, every command is denied");
        return path.flatMap(this::policy);
    }

    private Optional<Policy> policy(Path path) {
        try {
            return Optional.of(PolicyFile.read(Files.readString(path)));
        } catch (ProblemsException e) {
            e.problems().forEach(problem -> problems.add("APPDB_BOT_POLICY", path + ", " + problem));
        } catch (IOException e) {
            problems.add("APPDB_BOT_POLICY", path + " " + UnreadableFile.why(path, e));
        }
        return Optional.empty();
    }

    private Optional<Path> project() {
        return value("APPDB_BOT_PROJECT", "/project").map(Path::of).filter(path -> {
            boolean hasInfra = Files.isDirectory(path.resolve("infra"));
            if (!hasInfra) {
                problems.add(
                        "APPDB_BOT_PROJECT",
                        "there is no folder " + path.resolve("infra") + "; name the checkout that has infra/");
            }
            return hasInfra;
        });
    }

    private Optional<InetSocketAddress> address(String name, Optional<String> text) {
        return text.flatMap(value -> {
            int colon = value.lastIndexOf(':');
            String port = value.substring(colon + 1);
            if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
                problems.add(name, "is \"" + value + "\", and should be an address and a port, such as 127.0.0.1:3000");
                return Optional.empty();
            }
            try {
                return Optional.of(new InetSocketAddress(
                        InetAddress.getByName(value.substring(0, colon)), Integer.parseInt(port)));
            } catch (UnknownHostException e) {
                problems.add(name, "could not resolve " + value.substring(0, colon));
                return Optional.empty();
            }
        });
    }

    private ZoneId zone() {
        String text = file.path("time-zone").asText("UTC");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            problems.add("time-zone", "\"" + text + "\" is not a time zone, such as Europe/Berlin");
            return ZoneId.of("UTC");
        }
    }
}

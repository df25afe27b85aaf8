package dev.appdb.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.appdb.bot.job.CheckSchedule;
import dev.appdb.bot.job.DigestSchedule;
import dev.appdb.bot.store.EnvironmentKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads a {@link BotConfiguration}, collecting everything that is wrong. A value that may be secret is never quoted. */
final class ConfigurationReader {
    private static final Set<String> FILE_KEYS = Set.of(
            "slack", "database-url", "policy", "http", "health", "project", "data", "time-zone", "checks", "digest");
    private static final Set<String> SLACK_KEYS = Set.of("bot-token", "app-token", "signing-secret", "api-url");
    private static final Set<String> CHECK_KEYS = Set.of("app", "environment", "channel", "cron");
    private static final Set<String> DIGEST_KEYS = Set.of("channel", "cron");

    private final Map<String, String> environment;
    private final Optional<String> httpOption;
    private final List<String> problems = new ArrayList<>();
    private final JsonNode file;

    ConfigurationReader(Map<String, String> environment, Optional<Path> file, Optional<String> http) {
        this.environment = environment;
        this.httpOption = http;
        this.file = file.map(this::tree).orElse(MissingNode.getInstance());
    }

    BotConfiguration read() throws InvalidConfigurationException {
        unknown(file, "", FILE_KEYS);
        unknown(file.path("slack"), "slack.", SLACK_KEYS);
        Optional<Secret> botToken = token("SLACK_BOT_TOKEN", "/slack/bot-token", "xoxb-", "Bot User OAuth Token");
        Optional<Secret> appToken = token("SLACK_APP_TOKEN", "/slack/app-token", "xapp-", "App-Level Token");
        Optional<Secret> signing = secret("SLACK_SIGNING_SECRET", "/slack/signing-secret");
        Optional<InetSocketAddress> http =
                address("APPDB_BOT_HTTP", httpOption.or(() -> value("APPDB_BOT_HTTP", "/http")));
        required(
                botToken, "SLACK_BOT_TOKEN", "is missing: it is the app's Bot User OAuth Token, and begins with xoxb-");
        if (http.isPresent()) {
            required(
                    signing,
                    "SLACK_SIGNING_SECRET",
                    "is missing: over HTTP nothing else tells Slack's requests from forged ones");
        } else {
            required(
                    appToken,
                    "SLACK_APP_TOKEN",
                    "is missing: it is the app's App-Level Token, and begins with xapp-; or listen with --http and set"
                            + " SLACK_SIGNING_SECRET");
        }
        Optional<URI> apiUrl = apiUrl();
        BotStorage storage = storage();
        Optional<Path> policy = policy();
        Optional<InetSocketAddress> health = address(
                "APPDB_BOT_HEALTH",
                value("APPDB_BOT_HEALTH", "/health").or(() -> Optional.of(BotConfiguration.HEALTH)));
        Optional<Path> project = project();
        ZoneId zone = zone();
        List<CheckSchedule> checks = checks(zone);
        List<DigestSchedule> digests = digests(zone);
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
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
                project);
    }

    BotStorage readStorage() throws InvalidConfigurationException {
        BotStorage storage = storage();
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        return storage;
    }

    private BotStorage storage() {
        Path data = Path.of(value("APPDB_BOT_DATA", "/data").orElse(BotStorage.DATA));
        return new BotStorage(databaseUrl(), data.toAbsolutePath());
    }

    private JsonNode tree(Path path) {
        try {
            JsonNode tree = new YAMLMapper().readTree(Files.readString(path));
            if (tree == null || tree.isMissingNode() || tree.isNull()) {
                return MissingNode.getInstance();
            }
            if (tree.isObject()) {
                return tree;
            }
            problems.add(path + ": has no fields such as `policy: policy.yaml`");
        } catch (JsonProcessingException e) {
            // The parser's own words would quote the line, which may have a token in it.
            problems.add(path + ": is no YAML, line "
                    + Optional.ofNullable(e.getLocation())
                            .map(location -> location.getLineNr())
                            .orElse(0));
        } catch (IOException e) {
            problems.add(path + ": can't be read (" + e.getClass().getSimpleName() + ")");
        }
        return MissingNode.getInstance();
    }

    private void unknown(JsonNode object, String prefix, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(prefix + name + ": is not known; there are " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    private Optional<String> value(String variable, String pointer) {
        Optional<String> set = Optional.ofNullable(environment.get(variable));
        return set.isPresent() ? set : Optional.ofNullable(file.at(pointer).asText(null));
    }

    private void required(Optional<?> value, String variable, String why) {
        boolean isTold = problems.stream().anyMatch(problem -> problem.startsWith(variable + " "));
        if (value.isEmpty() && !isTold) {
            problems.add(variable + " " + why);
        }
    }

    private Optional<Secret> secret(String variable, String pointer) {
        return value(variable, pointer).flatMap(value -> tried(variable, () -> new Secret(value)));
    }

    private Optional<Secret> token(String variable, String pointer, String prefix, String name) {
        return secret(variable, pointer).filter(secret -> {
            boolean isRight = secret.reveal().startsWith(prefix);
            if (!isRight) {
                problems.add(variable + " does not begin with " + prefix + ", so it is not the app's " + name);
            }
            return isRight;
        });
    }

    private <T> Optional<T> tried(String name, java.util.function.Supplier<T> made) {
        try {
            return Optional.of(made.get());
        } catch (IllegalArgumentException | DateTimeException e) {
            problems.add(name + " " + e.getMessage());
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
        problems.add("SLACK_API_URL is no address of HTTP without a password, such as " + BotConfiguration.API_URL);
        return Optional.empty();
    }

    private Optional<Secret> databaseUrl() {
        return secret("APPDB_DATABASE_URL", "/database-url").filter(url -> {
            boolean isPostgres = url.reveal().matches("(jdbc:postgresql:|postgres://|postgresql://).*");
            if (!isPostgres) {
                problems.add("APPDB_DATABASE_URL is no address of PostgreSQL, such as"
                        + " jdbc:postgresql://db.example.com:5432/appdb_bot?user=appdb_bot");
            }
            return isPostgres;
        });
    }

    private Optional<Path> policy() {
        Optional<Path> path = value("APPDB_BOT_POLICY", "/policy").map(Path::of);
        if (path.isEmpty()) {
            problems.add("APPDB_BOT_POLICY is missing: without a policy file nobody may do anything");
        } else if (!Files.isReadable(path.get())) {
            problems.add("APPDB_BOT_POLICY: there is no file " + path.get() + " that can be read");
        }
        return path;
    }

    private Optional<Path> project() {
        return value("APPDB_BOT_PROJECT", "/project").map(Path::of).filter(path -> {
            boolean hasInfra = Files.isDirectory(path.resolve("infra"));
            if (!hasInfra) {
                problems.add("APPDB_BOT_PROJECT: there is no folder " + path.resolve("infra")
                        + "; name the checkout that has infra/");
            }
            return hasInfra;
        });
    }

    private Optional<InetSocketAddress> address(String name, Optional<String> text) {
        return text.flatMap(value -> {
            int colon = value.lastIndexOf(':');
            String port = value.substring(colon + 1);
            if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
                problems.add(
                        name + " is \"" + value + "\", and should be an address and a port, such as 127.0.0.1:3000");
                return Optional.empty();
            }
            try {
                return Optional.of(new InetSocketAddress(
                        InetAddress.getByName(value.substring(0, colon)), Integer.parseInt(port)));
            } catch (UnknownHostException e) {
                problems.add(name + ": no address is known for " + value.substring(0, colon));
                return Optional.empty();
            }
        });
    }

    private ZoneId zone() {
        String text = file.path("time-zone").asText("UTC");
        return tried("time-zone", () -> ZoneId.of(text)).orElse(ZoneId.of("UTC"));
    }

    private List<CheckSchedule> checks(ZoneId zone) {
        Set<EnvironmentKey> seen = new HashSet<>();
        return items("checks", CHECK_KEYS, item -> {
            EnvironmentKey key = EnvironmentKey.of(field(item, "app"), field(item, "environment"));
            if (!seen.add(key)) {
                throw new IllegalArgumentException("is a second one for " + key);
            }
            return new CheckSchedule(key, field(item, "cron"), zone, channel(item));
        });
    }

    private List<DigestSchedule> digests(ZoneId zone) {
        return items("digest", DIGEST_KEYS, item -> new DigestSchedule(channel(item), field(item, "cron"), zone));
    }

    private <T> List<T> items(String name, Set<String> known, Function<JsonNode, T> made) {
        JsonNode list = file.path(name);
        List<T> items = new ArrayList<>();
        if (!list.isMissingNode() && !list.isArray()) {
            problems.add(name + ": is no list");
        }
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            JsonNode item = list.path(i);
            String place = name + "[" + (i + 1) + "]";
            unknown(item, place + ".", known);
            tried(place, () -> made.apply(item)).ifPresent(items::add);
        }
        return items;
    }

    private static String field(JsonNode item, String name) {
        String text = item.path(name).asText("");
        if (text.isBlank()) {
            throw new IllegalArgumentException("has no " + name);
        }
        return text;
    }

    private static String channel(JsonNode item) {
        String channel = field(item, "channel");
        if (!channel.matches("[CGD][A-Z0-9]+")) {
            throw new IllegalArgumentException("has the channel " + channel
                    + ", and should have its id: in Slack, open the channel's details; it begins with C");
        }
        return channel;
    }
}

package dev.appdb.aws.account;

import dev.appdb.failure.Problems;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;

/**
 * The settings that keep the SDK from making a client where their value is not valid. It does not say which of them it was.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">AWS: reference of settings</a>
 */
enum SdkSetting {
    MAX_ATTEMPTS("AWS_MAX_ATTEMPTS", "max_attempts", "not a whole number from 1 on", matching("0*[1-9][0-9]{0,8}")),
    RETRY_MODE(
            "AWS_RETRY_MODE",
            "retry_mode",
            "not standard, adaptive or legacy",
            matching("(?i)standard|adaptive|legacy")),
    DEFAULTS_MODE(
            "AWS_DEFAULTS_MODE",
            "defaults_mode",
            "not standard, in-region, cross-region, mobile, auto or legacy",
            matching("(?i)standard|in-region|cross-region|mobile|auto|legacy")),
    FIPS("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", "not true or false", matching("(?i)true|false")),
    DUALSTACK("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", "not true or false", matching("(?i)true|false")),
    /** Also each variable whose name begins so: it is for one service. */
    ENDPOINT("AWS_ENDPOINT_URL", "endpoint_url", "not a URL such as http://localhost:4566", SdkSetting::isUrl);

    private static final String IGNORED = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";

    private final String variable;
    private final String property;
    private final String rule;
    private final Predicate<String> valid;

    SdkSetting(String variable, String property, String rule, Predicate<String> valid) {
        this.variable = variable;
        this.property = property;
        this.rule = rule;
        this.valid = valid;
    }

    /** Adds all problems with the environment, the files of profiles, and the profile in use. */
    static void check(Map<String, String> environment, Problems problems) {
        ProxySettings.check(environment, problems);
        environment.forEach((name, value) -> {
            for (SdkSetting setting : values()) {
                if (setting.isSetBy(name) && setting.counts(environment)) {
                    setting.check(name, value, problems);
                }
            }
        });
        file(problems)
                .flatMap(file -> file.profile(profile(environment)))
                .ifPresent(profile -> inProfile(profile, environment, problems));
    }

    /** The name of the profile in use. */
    static String profile(Map<String, String> environment) {
        String name = environment.getOrDefault("AWS_PROFILE", "").strip();
        return name.isEmpty() ? "default" : name;
    }

    private static void inProfile(Profile profile, Map<String, String> environment, Problems problems) {
        for (SdkSetting setting : values()) {
            if (environment.getOrDefault(setting.variable, "").isBlank() && setting.counts(environment)) {
                profile.property(setting.property)
                        .ifPresent(value ->
                                setting.check(setting.property + " of profile " + profile.name(), value, problems));
            }
        }
    }

    private static Optional<ProfileFile> file(Problems problems) {
        ProfileFile.Aggregator both = ProfileFile.aggregator();
        ProfileFileLocation.configurationFileLocation()
                .ifPresent(path -> add(both, path, ProfileFile.Type.CONFIGURATION, problems));
        ProfileFileLocation.credentialsFileLocation()
                .ifPresent(path -> add(both, path, ProfileFile.Type.CREDENTIALS, problems));
        return problems.isEmpty() ? Optional.of(both.build()) : Optional.empty();
    }

    private static void add(ProfileFile.Aggregator both, Path path, ProfileFile.Type type, Problems problems) {
        try {
            both.addFile(ProfileFile.builder().content(path).type(type).build());
        } catch (RuntimeException e) {
            problems.add(path.toString(), "can't be read: " + e.getMessage());
        }
    }

    private boolean isSetBy(String name) {
        return name.equals(variable) || this == ENDPOINT && name.startsWith(variable + "_");
    }

    private boolean counts(Map<String, String> environment) {
        return this != ENDPOINT
                || !environment
                        .getOrDefault(IGNORED, "")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals("true");
    }

    private void check(String subject, String value, Problems problems) {
        if (!value.isBlank() && !valid.test(value.strip())) {
            problems.add(subject, "is " + value.strip() + ", " + rule);
        }
    }

    private static Predicate<String> matching(String expression) {
        return Pattern.compile(expression).asMatchPredicate();
    }

    private static boolean isUrl(String text) {
        try {
            URI url = URI.create(text);
            return url.getHost() != null && matching("(?i)https?").test(String.valueOf(url.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

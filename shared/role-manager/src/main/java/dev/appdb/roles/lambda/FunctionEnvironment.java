package dev.appdb.roles.lambda;

import dev.appdb.failure.Secret;
import dev.appdb.roles.Expectations;
import dev.appdb.roles.InvalidRoleSpecException;
import dev.appdb.roles.RoleSpec;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The settings in the function's environment variables.
 *
 * @param host the cluster's writer endpoint, {@code DB_HOST}
 * @param port {@code DB_PORT}, 1 to 65535
 * @param masterUser {@code DB_USER}
 * @param masterSecretArn {@code DB_PASSWORD_SECRET_ARN}
 * @param names {@code DB_NAME}, {@code DB_SCHEMA}, {@code APP_USER} and {@code MIGRATOR_USER}, and as JSON arrays where there
 *     are any {@code ADDITIONAL_SCHEMAS} and {@code READER_USERS}; no extensions
 * @param region {@code AWS_REGION}, given by AWS Lambda
 * @param credentials given by AWS Lambda
 * @param secretsManager where Secrets Manager answers; {@code AWS_ENDPOINT_URL_SECRETS_MANAGER} or
 *     {@code AWS_ENDPOINT_URL} where set (AWS SDKs and Tools Reference Guide, "Service-specific endpoints")
 */
record FunctionEnvironment(
        String host,
        int port,
        String masterUser,
        String masterSecretArn,
        RoleSpec names,
        String region,
        AwsCredentials credentials,
        URI secretsManager) {

    /** @throws InvalidInputException naming every problem at once */
    static FunctionEnvironment of(Map<String, String> variables) throws InvalidInputException {
        Reading reading = new Reading(variables);
        String region = reading.required("AWS_REGION");
        FunctionEnvironment environment = new FunctionEnvironment(
                reading.required("DB_HOST"),
                reading.port(),
                reading.required("DB_USER"),
                reading.required("DB_PASSWORD_SECRET_ARN"),
                reading.names(),
                region,
                reading.credentials(),
                reading.secretsManager(region));
        if (!reading.problems.isEmpty()) {
            throw new InvalidInputException(reading.problems, FailureCode.CONFIGURATION);
        }
        return environment;
    }

    /** Reads variable by variable, and goes on after a problem. */
    private static final class Reading {
        private static final int LARGEST_PORT = 65_535;
        private static final URI NOWHERE = URI.create("https://localhost/");

        private final List<String> problems = new ArrayList<>();
        private final Map<String, String> variables;

        Reading(Map<String, String> variables) {
            this.variables = variables;
        }

        private Optional<String> optional(String name) {
            return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
        }

        String required(String name) {
            return optional(name).orElseGet(() -> {
                problems.add("the environment variable " + name + " is missing");
                return "";
            });
        }

        int port() {
            String port = required("DB_PORT");
            try {
                int number = port.isEmpty() ? 1 : Integer.parseInt(port);
                if (number >= 1 && number <= LARGEST_PORT) {
                    return number;
                }
            } catch (NumberFormatException reported) {
                // below
            }
            problems.add("the environment variable DB_PORT is \"" + port + "\": give a number from 1 to 65535");
            return 1;
        }

        RoleSpec names() {
            String database = required("DB_NAME");
            String schema = required("DB_SCHEMA");
            String app = required("APP_USER");
            String migrator = required("MIGRATOR_USER");
            if (List.of(database, schema, app, migrator).contains("")) {
                return RoleSpec.standard();
            }
            try {
                return new RoleSpec(
                        database,
                        schema,
                        names("ADDITIONAL_SCHEMAS"),
                        app,
                        migrator,
                        new TreeSet<>(names("READER_USERS")),
                        Collections.emptySortedMap(),
                        Expectations.NONE);
            } catch (InvalidRoleSpecException e) {
                problems.addAll(e.problems());
                return RoleSpec.standard();
            }
        }

        private List<String> names(String variable) {
            try {
                return JsonObject.parse("{\"names\":" + optional(variable).orElse("[]") + "}")
                        .texts("names");
            } catch (JsonShapeException e) {
                problems.add("the environment variable " + variable + " is no JSON array of names");
                return List.of();
            }
        }

        AwsCredentials credentials() {
            return new AwsCredentials(
                    required("AWS_ACCESS_KEY_ID"),
                    new Secret(required("AWS_SECRET_ACCESS_KEY")),
                    optional("AWS_SESSION_TOKEN").map(Secret::new));
        }

        URI secretsManager(String region) {
            for (String name : List.of("AWS_ENDPOINT_URL_SECRETS_MANAGER", "AWS_ENDPOINT_URL")) {
                Optional<String> url = optional(name);
                if (url.isPresent()) {
                    return endpoint(name, url.get());
                }
            }
            String suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
            return endpoint("AWS_REGION", "https://secretsmanager." + region + "." + suffix + "/");
        }

        private URI endpoint(String variable, String url) {
            try {
                URI parsed = new URI(url.endsWith("/") ? url : url + "/");
                boolean isHttp = "https".equals(parsed.getScheme()) || "http".equals(parsed.getScheme());
                if (isHttp && parsed.getHost() != null && parsed.getUserInfo() == null) {
                    return parsed;
                }
            } catch (URISyntaxException reported) {
                // below
            }
            if (optional(variable).isPresent()) {
                problems.add("the environment variable " + variable + " makes no address that can be called");
            }
            return NOWHERE;
        }
    }
}

package dev.appdb.aws.template;

import dev.appdb.request.AppName;
import dev.appdb.request.Arn;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.Capacity;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.LogRetention;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.StorageType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The requests that the golden templates are made of. */
enum TemplateRequests {
    /** The defaults. */
    STANDARD,
    /** A pull request's database, where the bucket keeps no versions of the jar. */
    TEMPORARY,
    /**
     * Pauses when idle, has readers, and finds the vault and the log group of an earlier stack, and roles of another
     * Region.
     */
    PAUSING,
    /** Everything that can be asked for, under the longest name. */
    ALL_OPTIONS;

    private static final String VERSION = "L4kqtJlcpXroDTDmpUMLUo";

    TemplateRequest request() {
        return switch (this) {
            case STANDARD -> parts().request();
            case TEMPORARY ->
                parts().lifetime(new Lifetime(true, false, false, Optional.empty()))
                        .code(code(Optional.empty(), Optional.empty()))
                        .request();
            case PAUSING ->
                parts().lifetime(new Lifetime(false, false, true, Optional.empty()))
                        .settings(settings(17, new Capacity(0, 16), 2, Optional.of(Duration.ofHours(1))))
                        .existing(new ExistingNames(true, true))
                        .request();
            case ALL_OPTIONS -> allOptions();
        };
    }

    private static RoleManagerCode code(Optional<String> version, Optional<Integer> reservedConcurrency) {
        return new RoleManagerCode(
                "demo-123456789012-us-east-1-tf",
                "appdb/app/dev/role-manager-0a1b2c.jar",
                version,
                reservedConcurrency);
    }

    private static TemplateRequest allOptions() {
        return parts().app("abcdefghij-abcdefghij-abcdefg")
                .environment("prod")
                .settings(new ClusterSettings(
                        new PostgresVersion(16),
                        new Capacity(8, 256),
                        15,
                        Optional.empty(),
                        true,
                        StorageType.IO_OPTIMIZED))
                .lifetime(new Lifetime(false, true, false, Optional.of(35)))
                .code(code(Optional.of(VERSION), Optional.of(1)))
                .extensions("vector", "pg_cron", "pgaudit", "pglogical", "apg_plan_mgmt", "pg_stat_statements")
                .names(new DatabaseNames(
                        "orders",
                        List.of("sales", "legacy"),
                        "orders_app",
                        "orders_migrator",
                        new TreeSet<>(List.of("bi_reports", "audit"))))
                .alarmTopic("arn:aws:sns:us-east-1:123456789012:alarms")
                .permissionsBoundary("arn:aws:iam::123456789012:policy/boundary")
                .logRetentionDays(3653)
                .request();
    }

    StackTemplate template() {
        return StackTemplate.of(request());
    }

    static final ClusterSettings DEFAULT_CLUSTER = ClusterSettings.of(PostgresVersion.DEFAULT, AuroraSettings.DEFAULT);

    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
    }

    /** The parts of a request, with standard values by default. */
    static Parts parts() {
        return new Parts();
    }

    static ClusterSettings settings(int major, Capacity capacity, int readers, Optional<Duration> pauseAfter) {
        return new ClusterSettings(
                new PostgresVersion(major), capacity, readers, pauseAfter, false, StorageType.STANDARD);
    }

    static SortedSet<ExtensionName> extensions(String... names) {
        return Arrays.stream(names).map(ExtensionName::new).collect(Collectors.toCollection(TreeSet::new));
    }

    static Stream<TemplateRequests> all() {
        return Arrays.stream(values());
    }

    /** Puts a request together. */
    static final class Parts {
        private String app = "app";
        private String environment = "dev";
        private ClusterSettings settings = DEFAULT_CLUSTER;
        private Lifetime lifetime = new Lifetime(false, false, false, Optional.empty());
        private RoleManagerCode code = TemplateRequests.code(Optional.of(VERSION), Optional.empty());
        private SortedSet<ExtensionName> extensions = TemplateRequests.extensions("vector");
        private DatabaseNames names = DatabaseNames.DEFAULT;
        private Optional<Arn> alarmTopic = Optional.empty();
        private Optional<Arn> permissionsBoundary = Optional.empty();
        private int logRetentionDays = LogRetention.DEFAULT_DAYS;
        private ExistingNames existing = ExistingNames.NONE;

        Parts app(String name) {
            app = name;
            return this;
        }

        Parts environment(String name) {
            environment = name;
            return this;
        }

        Parts settings(ClusterSettings other) {
            settings = other;
            return this;
        }

        Parts lifetime(Lifetime other) {
            lifetime = other;
            return this;
        }

        Parts code(RoleManagerCode other) {
            code = other;
            return this;
        }

        Parts extensions(String... others) {
            extensions = TemplateRequests.extensions(others);
            return this;
        }

        Parts names(DatabaseNames others) {
            names = others;
            return this;
        }

        Parts alarmTopic(String arn) {
            alarmTopic = Optional.of(new Arn(arn));
            return this;
        }

        Parts permissionsBoundary(String arn) {
            permissionsBoundary = Optional.of(new Arn(arn));
            return this;
        }

        Parts logRetentionDays(int days) {
            logRetentionDays = days;
            return this;
        }

        Parts existing(ExistingNames names) {
            existing = names;
            return this;
        }

        TemplateRequest request() {
            return new TemplateRequest(
                    new AppName(app),
                    new EnvironmentName(environment),
                    settings,
                    lifetime,
                    new Network(
                            "vpc-0123456789abcdef0",
                            "dev",
                            List.of("subnet-0123456789abcdef0", "subnet-0123456789abcdef1"),
                            "sg-0123456789abcdef0"),
                    code,
                    extensions,
                    names,
                    StackTags.standard("demo", app, environment, "platform-team", "https://github.com/example/demo"),
                    alarmTopic,
                    permissionsBoundary,
                    logRetentionDays,
                    existing);
        }
    }

    /** The same request with deletion protection on or off. */
    static TemplateRequest withDeletionProtection(TemplateRequest request, boolean on) {
        Lifetime changed = new Lifetime(
                request.lifetime().temporary(),
                on,
                request.lifetime().vaultIsKept(),
                request.lifetime().backupRetention());
        return new TemplateRequest(
                request.app(),
                request.environment(),
                request.settings(),
                changed,
                request.network(),
                request.code(),
                request.extensions(),
                request.names(),
                request.tags(),
                request.alarmTopic(),
                request.permissionsBoundary(),
                request.logRetentionDays(),
                request.existing());
    }
}

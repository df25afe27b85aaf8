package dev.appdb.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The table of packages: which may use which. A package that is not in it may not exist. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // The fakes of other modules come as jars, which are not taken for tests.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.appdb");

    /** The base module's, which every package may use. */
    private static final List<String> BASE = List.of("call", "failure", "file", "process", "extensions");

    private static final String[] VALUES = {"roles", "form", "request", "setting", "project", "plan", "event"};
    private static final Map<String, List<String>> MAY_USE = table();

    private static Map<String, List<String>> table() {
        Map<String, List<String>> table = new LinkedHashMap<>();
        table.put("roles", List.of());
        table.put("roles.lambda", List.of("roles"));
        table.put("call", List.of());
        table.put("extensions", List.of());
        table.put("embedded", List.of());
        table.put("failure", List.of());
        table.put("file", List.of());
        table.put("process", List.of());
        table.put("form", List.of());
        table.put("request", List.of("roles"));
        table.put("setting", List.of("roles", "form", "request"));
        table.put("project", List.of("request", "setting"));
        table.put("plan", List.of("roles", "request"));
        table.put("event", List.of("roles", "roles.lambda", "request", "plan"));
        table.put("engine", List.of(VALUES));
        table.put("postgres.local", and(VALUES, "engine", "embedded"));
        table.put("postgres.server", and(VALUES, "engine"));
        table.put("aws.template", List.of("request", "roles", "roles.lambda"));
        String[] aws = and(VALUES, "engine", "aws.template", "aws.account").toArray(String[]::new);
        table.put("aws.account", and(VALUES, "engine", "aws.template"));
        table.put("aws.permissions", List.of(aws));
        table.put("aws.cluster", List.of(aws));
        table.put("aws.lambda", and(aws, "roles.lambda", "aws.cluster"));
        table.put("aws.connection", and(aws, "aws.cluster", "aws.lambda"));
        table.put("aws.stack", and(aws, "aws.lambda", "aws.cluster"));
        table.put("aws.preflight", and(aws, "aws.cluster", "aws.lambda", "aws.permissions", "aws.stack"));
        table.put("aws.removal", and(aws, "aws.lambda", "aws.cluster", "aws.stack"));
        table.put(
                "aws",
                and(
                        aws,
                        "aws.cluster",
                        "aws.connection",
                        "aws.lambda",
                        "aws.permissions",
                        "aws.preflight",
                        "aws.removal",
                        "aws.stack"));
        table.put("journal", and(VALUES, "engine"));
        String[] shown = {"roles", "form", "request", "setting", "plan", "event", "engine"};
        table.put("tui", List.of(shown));
        table.put("tui.line", and(shown, "tui", "tui.progress"));
        table.put("tui.screen", and(shown, "tui", "tui.progress"));
        table.put("tui.progress", and(shown, "tui"));
        table.put("bot.command", List.of("roles", "form", "request", "setting", "plan"));
        table.put("bot.policy", List.of("request", "bot.command"));
        table.put("bot.message", and(shown, "bot.command"));
        table.put("bot.modal", List.of("form", "request", "setting", "bot.command", "bot.message"));
        table.put("bot.store", List.of("roles", "request", "plan", "event", "engine"));
        table.put("bot.job", and(shown, "project", "bot.command", "bot.message", "bot.policy", "bot.store"));
        String[] bot = {"bot.command", "bot.job", "bot.message", "bot.modal", "bot.policy", "bot.store"};
        table.put("bot.slack", and(bot, "form", "request", "roles", "setting"));
        table.put("bot.demo", List.of());
        table.put("bot", and(bot, "engine", "request", "roles", "bot.slack"));
        table.put("cli.option", List.of("roles", "form", "plan", "request", "setting"));
        String[] ports = and(VALUES, "engine", "cli.option").toArray(String[]::new);
        table.put("cli.console", and(ports, "tui", "tui.line", "tui.progress", "tui.screen"));
        String[] console = and(ports, "tui", "cli.console").toArray(String[]::new);
        String[] targets = and(
                        console, "aws", "aws.account", "embedded", "journal", "postgres.local", "postgres.server")
                .toArray(String[]::new);
        table.put("cli.wiring", and(targets, "aws.permissions", "bot", "bot.job", "bot.slack", "bot.store"));
        table.put("cli.command", and(console, "cli.wiring", "tui.line"));
        table.put(
                "cli.bot",
                and(
                        console,
                        "cli.command",
                        "cli.wiring",
                        "bot",
                        "bot.command",
                        "bot.demo",
                        "bot.policy",
                        "bot.slack",
                        "bot.store"));
        table.put("cli", and(console, "cli.bot", "cli.command", "tui.line", "tui.progress", "tui.screen"));
        return table;
    }

    private static List<String> and(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toList();
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages = new TreeSet<>();
        CLASSES.forEach(each -> packages.add(each.getPackageName().substring("dev.appdb.".length())));

        assertThat(packages).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
    }

    @Test
    void everyPackageUsesOnlyWhatItMay() {
        List<String> violations = new ArrayList<>();
        MAY_USE.forEach((name, others) -> {
            String[] allowed = Stream.of(List.of(name), BASE, others)
                    .flatMap(List::stream)
                    .map(each -> "dev.appdb." + each)
                    .toArray(String[]::new);
            violations.addAll(noClasses()
                    .that()
                    .resideInAPackage("dev.appdb." + name)
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.appdb..").and(not(resideInAnyPackage(allowed))))
                    .evaluate(CLASSES)
                    .getFailureReport()
                    .getDetails());
        });

        assertThat(violations).isEmpty();
    }

    @Test
    void noPackagesUseEachOther() {
        slices().matching("dev.appdb.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noPackageIsSplitAcrossModules() {
        Map<String, Set<String>> modules = new TreeMap<>();
        for (JavaClass each : CLASSES) {
            each.getSource()
                    .ifPresent(source -> modules.computeIfAbsent(each.getPackageName(), name -> new TreeSet<>())
                            .add(module(Location.of(source.getUri()))));
        }

        assertThat(modules.values()).allSatisfy(of -> assertThat(of).hasSize(1));
    }

    private static String module(Location location) {
        String text = location.toString();
        return text.substring(0, text.indexOf("dev/appdb"));
    }

    @Test
    void onlyThePackagesThatSpeakSqlKnowJdbc() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.appdb.call",
                        "dev.appdb.roles..",
                        "dev.appdb.embedded",
                        "dev.appdb.postgres.local",
                        "dev.appdb.postgres.server",
                        "dev.appdb.bot.store")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
                        // Connections are handed on, to the scheduler for one, by those who make no statements.
                        .and(not(type(DataSource.class))))
                .check(CLASSES);
    }

    @Test
    void onlyTheWiringConstructsAdapters() {
        noClasses()
                .that()
                .resideInAPackage("dev.appdb.cli..")
                .and()
                .resideOutsideOfPackage("dev.appdb.cli.wiring")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.appdb.postgres.local",
                        "dev.appdb.postgres.server",
                        "dev.appdb.aws..",
                        "dev.appdb.journal",
                        "dev.appdb.embedded")
                .check(CLASSES);
    }

    @Test
    void theTwoFrontEndsNeverSeeEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.appdb.bot..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.appdb.tui..", "org.jline..", "com.googlecode.lanterna..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.appdb.bot..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.slack.api..")
                .check(CLASSES);
    }

    @Test
    void onlyTheSlackPackageKnowsBolt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.appdb.bot.slack")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.slack.api.bolt..", "com.slack.api.app_backend..", "com.slack.api.socket_mode..")
                .check(CLASSES);
    }

    @Test
    void onlyTheTargetAwsAndTheFunctionKnowTheAwsSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.appdb.aws..", "dev.appdb.roles.lambda")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void onlyTheTerminalPackagesKnowTheTerminalLibrary() {
        classes()
                .that(resideInAPackage("dev.appdb..").and(not(resideInAPackage("dev.appdb.tui.."))))
                .should()
                .onlyDependOnClassesThat(not(resideInAnyPackage("org.jline..", "com.googlecode.lanterna..")))
                .check(CLASSES);
    }
}

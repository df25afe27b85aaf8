package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.Target;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No error asks for a flag that the command would then refuse. */
class RefusedFlagsTest {
    @TempDir
    Path project;

    static Stream<Arguments> commandsOnTargets() {
        return Arrays.stream(Subcommand.values())
                .filter(Subcommand::isAboutADatabase)
                .flatMap(command -> Arrays.stream(Target.values()).map(target -> Arguments.of(command, target)));
    }

    @ParameterizedTest
    @MethodSource("commandsOnTargets")
    void noErrorAboutAnUnknownEnvironmentNamesAFlagThatTheCommandRefuses(Subcommand command, Target target)
            throws IOException {
        Files.createDirectories(project.resolve("infra/shop"));

        Invocation invocation = Developer.script(project).runs(command.words() + " -a shop -e dev -t " + target);

        List<String> refused = flagsRefusedBy(command);
        assertThat(namedFlags(invocation.err())).as(invocation.err()).noneMatch(refused::contains);
    }

    @Test
    void anEnvironmentThatIsNotSetUpIsCalledSo() throws IOException {
        Files.createDirectories(project.resolve("infra/shop"));

        Invocation stop = Developer.script(project).runs("stop -a shop -e dev -t aws");

        assertThat(stop.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(stop.err())
                .contains("shop-dev is not set up: there is no infra/shop/appdb/dev.json. Set it up: `appdb setup"
                        + " --app-name shop --environment dev --target aws`.");
    }

    @Test
    void whatIsMissingInAnEnvironmentsFileIsNamedByItsField() throws IOException {
        remember(
                "{\"format\": 1, \"target\": \"aws\", \"postgres\": 16, \"aurora\": {\"min_acu\": 0.5, \"max_acu\": 2}}");

        Invocation stop = Developer.script(project).runs("stop -a shop -e dev --output json");

        assertThat(stop.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(stop.json().path("failure").path("what").asText()).isEqualTo("shop-dev is not fully set up");
        assertThat(stop.json().path("failure").path("why").asText())
                .isEqualTo("in infra/shop/appdb/dev.json, region is missing");
    }

    @Test
    void aProblemOfWhatIsRememberedNamesNoFlagThatTheCommandRefuses() throws IOException {
        remember("{\"format\": 1, \"target\": \"server\", \"postgres\": 16, \"server_url\":"
                + " \"postgresql://postgres@localhost:1/shop\", \"names\": {\"app_user\": \"service\"}}");

        Invocation drift = Developer.script(project)
                .runs("drift -a shop -e dev --server-url postgresql://service@localhost:1/shop");

        assertThat(drift.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(drift.err())
                .contains("app_user \"service\" is the master user")
                .doesNotContain("--app-user");
    }

    @Test
    void aTargetThatTheCommandIsNotForIsRefusedBeforeAnythingElse() {
        Invocation template = Developer.script(project).runs("template -a shop -e dev -t server");

        assertThat(template.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(template.err()).contains("--target  must be aws").doesNotContain("--server-url", "not set up");
    }

    private void remember(String json) throws IOException {
        Path folder = Files.createDirectories(project.resolve("infra/shop/appdb"));
        Files.writeString(folder.resolve("dev.json"), json);
    }

    private static List<String> flagsRefusedBy(Subcommand command) {
        return Settings.ALL.stream()
                .filter(setting -> !setting.commands().contains(command))
                .map(Setting::flag)
                .filter(flag -> !command.flags().contains(flag)) // one of its own may have a setting's name
                .toList();
    }

    /** All but those of commands to run, which stand between backquotes. */
    private static List<String> namedFlags(String text) {
        return Arrays.stream(text.replaceAll("`[^`]*`", "").split("[^a-z-]+"))
                .filter(word -> word.startsWith("--"))
                .toList();
    }
}

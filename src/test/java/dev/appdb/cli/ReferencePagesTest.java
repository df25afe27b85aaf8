package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.Flag;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.Target;
import dev.appdb.setting.RememberedField;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages of reference that are written from the code: help, settings, failures, JSON, Slack. */
class ReferencePagesTest {
    private static final Path FOLDER = Path.of("docs");

    @Test
    void theHelpOfEveryCommand() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Reference: the help of every command

                Written from the commands themselves: what `appdb COMMAND --help` prints, and what the manual pages say. What the
                commands do together stands in [the commands](commands.md).
                """);
        HelpPageTest.commands().filter(words -> !words.equals("complete")).forEach(words -> {
            Invocation help = Developer.script(Path.of("")).runs((words + " --help").strip());
            page.append("\n## ").append(("appdb " + words).strip()).append("\n\n```text\n");
            page.append(help.out().stripTrailing().replace("\r", "")).append("\n```\n");
        });

        assertUpToDate("reference.md", page.toString());
    }

    @Test
    void theTableOfSettings() throws IOException {
        String rows = Settings.ALL.stream()
                .filter(setting -> !setting.commands().isEmpty())
                .map(ReferencePagesTest::row)
                .collect(Collectors.joining());

        assertUpToDate("settings.md", """
                # Reference: the settings of a database

                Written from the table from which the flags, the wizard's questions, the form in Slack and the remembered files are made.
                What is remembered stands in `infra/<APP>/appdb/<ENV>.json`; no setting is a secret.

                | flag | what it is | default | targets | in Terraform files | remembered as | in Slack |
                |---|---|---|---|---|---|---|
                """ + rows);
    }

    @Test
    void theExitCodesAndTheCodesOfFailures() throws Exception {
        FailureCodes codes = FailureCodes.read();
        assertThat(codes.passedOn())
                .as("classes that make a failure whose code is not in the source; a literal or a constant is listed")
                .containsExactly("CredentialCause", "PlanReader", "Reader", "RoleManagerResponses");
        StringBuilder page = new StringBuilder("""
                # Reference: exit codes and codes of failures

                Written from the code. How each command uses the exit codes stands in [the commands](commands.md#exit-codes).

                | exit code | meaning | kinds of failures |
                |---|---|---|
                """);
        for (String line : Commands.ALL
                .line(CommandsTest.NOWHERE, List.of())
                .getCommandSpec()
                .usageMessage()
                .footer()) {
            String[] parts = line.strip().split(" +", 2);
            page.append(cells(
                    parts[0],
                    parts[1],
                    Arrays.stream(Failure.Kind.values())
                            .filter(kind -> parts[0].equals(String.valueOf(ExitCode.of(kind))))
                            .map(kind -> "`" + kind + "`")
                            .collect(Collectors.joining())));
        }
        page.append("""

                A failure says what could not be done, why, and what to do. With `--output json` it is
                [a document](json-fields.md#failure) with a code, which is stable. An ellipsis stands for what is known only then.

                | code | kind | what, and why |
                |---|---|---|
                """);
        codes.byCode()
                .forEach((code, made) -> page.append(cells(
                        "`" + code + "`", String.join(", ", made.kinds()), String.join("<br>", made.sentences()))));

        assertUpToDate("failures.md", page.toString().replace("&lt;br>", "<br>"));
    }

    @Test
    void theFieldsOfTheJsonDocuments() throws Exception {
        SchemaFields fields = new SchemaFields(schema("common"));
        for (String name : PublishedSchemasTest.schemas()
                .filter(each -> !each.equals("common"))
                .toList()) {
            fields.add(name, schema(name));
        }
        fields.add("common", schema("common"));

        assertUpToDate("json-fields.md", """
                # Reference: the fields of the JSON documents

                Written from [the schemas](schemas). Which command prints which document, and what the verdicts mean, stands in
                [JSON](json.md).
                """ + fields);
    }

    private static JsonNode schema(String name) throws IOException {
        return Console.parsed(Files.readString(JsonSchema.FOLDER.resolve(name + ".schema.json")));
    }

    @Test
    void theCommandsInSlack() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Reference: the commands in Slack

                Written from the table of commands from which `/appdb help` is made. The words of a command are those that a
                [policy](policy.md) names. What is missing is asked for.

                | command | what it does | a freeze stops it | approval rules apply |
                |---|---|---|---|
                """);
        for (CommandName name : CommandName.values()) {
            page.append(cells(
                    "[`" + name.usage() + "`](#" + name.words().replace(' ', '-') + ")",
                    name.purpose(),
                    name.effect() == CommandName.Effect.CHANGES_ENVIRONMENT ? "yes" : "",
                    name.effect() == CommandName.Effect.TAKES_ACCESS
                            ? "only those that name it"
                            : name.effect().isApproved() ? "yes" : ""));
        }
        for (CommandName name : CommandName.values()) {
            page.append("\n## ")
                    .append(name.words())
                    .append("\n\n`")
                    .append(name.usage())
                    .append("`: ");
            page.append(name.purpose()).append(".\n");
            page.append(name.flags().isEmpty() ? "" : "\n| flag | |\n|---|---|\n");
            for (Flag flag : name.flags()) {
                String value =
                        flag.takesValue() ? " " + flag.value().replace('-', '_').toUpperCase(Locale.ROOT) : "";
                page.append(cells("`" + flag.word() + value + "`", flag.help()));
            }
        }

        assertUpToDate("slack-commands.md", page.toString());
    }

    private static String row(Setting<?> setting) {
        String value = setting.isSwitch() ? "" : "=" + setting.type().paramLabel();
        String flag = (setting.shortFlag().isEmpty() ? "" : "`" + setting.shortFlag() + "`, ") + "`"
                + (setting.isSwitch() ? setting.flag().replace("--", "--[no-]") : setting.flag()) + value + "`";
        String byDefault = setting.variable().isEmpty()
                ? setting.defaultText()
                : "`" + setting.variable() + "`, or " + setting.defaultText();
        return cells(
                flag,
                setting.questionHelp(),
                byDefault,
                setting.targets().size() == Target.values().length ? "all" : setting.targetNames(),
                setting.isDeclared() ? "`" + setting.declaredName() + "`" : "",
                setting.field()
                        .map(RememberedField::path)
                        .map(path -> "`" + path + "`")
                        .orElse(""),
                setting.inSlack() && setting.commands().contains(Subcommand.SETUP) ? "yes" : "");
    }

    private static String cells(String... cells) {
        return "| "
                + String.join(
                        " | ",
                        Arrays.stream(cells)
                                .map(cell -> cell.replace("|", "\\|").replace("<", "&lt;"))
                                .toList())
                + " |\n";
    }

    private static void assertUpToDate(String name, String expected) throws IOException {
        Path page = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, expected);
        }
        assertThat(page).as("write it with -Dgolden.update=true").hasContent(expected);
    }
}

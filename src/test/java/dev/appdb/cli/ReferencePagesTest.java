package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.Target;
import dev.appdb.setting.RememberedField;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages of reference that are written from the code: the help of every command, the table of settings. */
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

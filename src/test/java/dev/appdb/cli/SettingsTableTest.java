package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.option.DatabaseOptions;
import dev.appdb.failure.Subcommand;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Model.CommandSpec;

/** Walks the table of settings and asks the command line for every row. */
class SettingsTableTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Subcommand.class)
    void eachCommandHasExactlyTheOptionsThatCanHaveAnEffectOnIt(Subcommand id) {
        DatabaseOptions options = new DatabaseOptions(id);
        CommandSpec spec = CommandSpec.create();
        options.addTo(spec);

        for (Setting<?> setting : Settings.ALL) {
            assertThat(spec.optionsMap().containsKey(setting.flag()))
                    .as(setting + " on " + id.words())
                    .isEqualTo(setting.commands().contains(id));
        }
    }

    @Test
    void helpSaysRangeAndDefaultOfEachSetting() {
        String help = Developer.script(folder).runs("setup --help").out().replaceAll("\\s+", " ");

        for (Setting<?> setting : Settings.on(Subcommand.SETUP)) {
            assertThat(help).as(setting.id()).contains(setting.type().range(), setting.defaultText());
        }
    }

    @Test
    void aSettingThatCanHaveNoEffectIsRefusedWithTheCommandsThatTakeIt() {
        Invocation stop = Developer.script(folder)
                .runs("stop -a app -e dev -t local --readers 2 --no-temporary --schema=zz --output json");

        assertThat(stop.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(stop.json().path("problems").findValuesAsText("flag"))
                .isEqualTo(List.of("--readers", "--temporary", "--schema"));
        assertThat(stop.json().path("problems").toString())
                .contains("has no effect on appdb stop: it goes with setup, configure, plan, apply, template only");
    }
}

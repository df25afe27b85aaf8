package dev.appdb.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemedyTest {
    private static final Remedy.Command PLAN = Subcommand.PLAN.about("shop", "dev");

    @Test
    void aCommandAmongWordsStandsInBackticksAndOneAloneDoesNot() {
        assertThat(Remedy.of("Run {} and review it again.", PLAN))
                .hasToString("Run `appdb plan --app-name shop --environment dev` and review it again.");
        assertThat(Remedy.run(PLAN)).hasToString("appdb plan --app-name shop --environment dev");
    }

    @Test
    void sqlNamesTheRoleThatMayRunIt() {
        assertThat(Remedy.sql("the master postgres", "GRANT a TO b;"))
                .hasToString("As the master postgres: GRANT a TO b;");
        assertThat(Remedy.of("Run {}.", Remedy.shell("chmod 600 x"))).hasToString("Run `chmod 600 x`.");
    }

    @Test
    void anOptionIsWrittenWithItsHyphensAndItsValueQuotedForAShell() {
        assertThat(Remedy.of("Confirm with {}.", Remedy.option("--confirm", "shop dev")))
                .hasToString("Confirm with --confirm 'shop dev'.");
        assertThat(Remedy.of("Choose {}.", Remedy.option("--region"))).hasToString("Choose --region.");
        assertThat(Subcommand.EXTENSIONS_SET.call().with("postgis=on")).hasToString("appdb extensions set postgis=on");
    }

    @Test
    void aCommandRefusesAFlagThatItDoesNotHave() {
        assertThatThrownBy(() -> PLAN.with("--confirm", "shop-dev")).hasMessage("appdb plan has no --confirm");
    }

    @Test
    void bracesInWordsWithoutPartsAreWords() {
        assertThat(Remedy.of("Look at {}.")).hasToString("Look at {}.");
    }

    @Test
    void remediesFollowEachOtherAsSentences() {
        Remedy both = Remedy.all(List.of(Remedy.of("Wait."), Remedy.NONE, Remedy.of("Run {}.", PLAN)));

        assertThat(both).hasToString("Wait. Run `appdb plan --app-name shop --environment dev`.");
        assertThat(both.parts()).filteredOn(Remedy.Command.class::isInstance).containsExactly(PLAN);
        assertThat(Remedy.NONE).hasToString("");
        assertThat(Remedy.NONE.isEmpty()).isTrue();
    }

    @Test
    void outsideTheProjectsFolderCommandsAboutADatabaseNameTheFolder() {
        assertThat(Remedy.of("Run {}.", Subcommand.SETUP.about("shop", "dev").with("--target", "local"))
                        .inProject("../my shop"))
                .hasToString(
                        "Run `appdb setup --app-name shop --environment dev --project '../my shop' --target local`.");
        assertThat(Remedy.of("Run {}.", Subcommand.RUNS_LIST.call()).inProject("../shop"))
                .hasToString("Run `appdb runs list`.");
    }

    @Test
    void whoeverKnowsTheRunningCommandNamesIt() {
        assertThat(Remedy.RUN_AGAIN).hasToString("Run the same command again.");
        assertThat(Remedy.RUN_AGAIN.naming(PLAN))
                .hasToString("Run `appdb plan --app-name shop --environment dev` again.");
    }

    @Test
    void anotherFrontEndWritesItsOwnDialect() {
        Dialect slack = (part, isAlone) -> part instanceof Remedy.Command command
                ? "/appdb " + command.subcommand().words()
                : part.toString();

        assertThat(Remedy.run(PLAN).in(slack)).isEqualTo("/appdb plan");
    }

    @Test
    void fieldsAreReadBack() {
        Remedy remedy = new Remedy(List.of(
                new Remedy.Text("Run "),
                PLAN,
                Remedy.AGAIN,
                Remedy.shell("ls"),
                Remedy.option("--confirm", "x"),
                new Remedy.Sql("a superuser", "SELECT 1;")));

        assertThat(RemedyFields.of(remedy).get(1))
                .containsExactly(
                        Map.entry("command", "plan"),
                        Map.entry("--app-name", "shop"),
                        Map.entry("--environment", "dev"));
        assertThat(RemedyFields.read("", RemedyFields.of(remedy))).isEqualTo(remedy);
    }

    @Test
    void theSentenceIsTheRemedyWhereThereAreNoFieldsOrUnknownOnes() {
        assertThat(RemedyFields.read("Wait.", List.of())).isEqualTo(Remedy.of("Wait."));
        assertThat(RemedyFields.read("Wait.", List.of(Map.of("command", "of a later version"))))
                .isEqualTo(Remedy.of("Wait."));
        assertThat(RemedyFields.read("Wait.", List.of(Map.of("command", "plan", "--later", ""))))
                .isEqualTo(Remedy.of("Wait."));
        assertThat(RemedyFields.read("", List.of())).isEqualTo(Remedy.NONE);
    }
}

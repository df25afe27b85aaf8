package dev.appdb.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Target;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionChoicesTest {
    private static final SortedMap<ExtensionName, Answer> NOTHING = new TreeMap<>();
    private static final SortedMap<ExtensionName, Answer> DECLARED = new TreeMap<>();

    static {
        DECLARED.put(new ExtensionName("vector"), new Answer("on", "infra/shop/app-config/env-config/main.tf:3"));
        DECLARED.put(new ExtensionName("hstore"), new Answer("off", "infra/shop/app-config/env-config/main.tf:4"));
    }

    @Test
    void whatIsDeclaredComesFirstWithItsSource() {
        List<Choice> offered = choices(Target.AWS, DECLARED).offered();

        assertThat(offered.get(0))
                .isEqualTo(new Choice(
                        "hstore",
                        "off now (infra/shop/app-config/env-config/main.tf:4); data type for storing sets of (key, value)"
                                + " pairs; trusted: the migrator can create it itself"));
        assertThat(offered.get(1).value()).isEqualTo("vector");
        assertThat(offered.get(1).label()).startsWith("on now (").endsWith("; needs rds_superuser");
        assertThat(offered.stream().map(Choice::value)).doesNotHaveDuplicates();
    }

    @Test
    void whatNeedsAPrivilegeComesBeforeWhatIsTrusted() {
        List<String> labels = choices(Target.AWS, NOTHING).offered().stream()
                .map(Choice::label)
                .toList();
        int firstTrusted = (int)
                labels.stream().takeWhile(label -> !label.contains("trusted:")).count();

        assertThat(firstTrusted).isBetween(1, labels.size() - 1);
        assertThat(labels.subList(firstTrusted, labels.size()))
                .allSatisfy(label -> assertThat(label).contains("trusted:"));
    }

    @Test
    void theLocalServerOffersWhatItHasAndSaysWhatItLacks() {
        List<Choice> offered = choices(Target.LOCAL, DECLARED).offered();

        assertThat(values(offered)).contains("pg_trgm", "dblink").doesNotContain("postgis", "file_fdw", "aws_s3");
        assertThat(offered.get(1))
                .isEqualTo(new Choice(
                        "vector",
                        "on now (infra/shop/app-config/env-config/main.tf:3); the local PostgreSQL 16 does not have"
                                + " it"));
    }

    @Test
    void aLibraryThatIsLoadedAtTheStartMeansAReboot() {
        assertThat(choices(Target.AWS, NOTHING).offered())
                .filteredOn(choice -> choice.value().equals("pg_cron"))
                .singleElement()
                .extracting(Choice::label)
                .asString()
                .endsWith(
                        "needs rds_superuser; its library is loaded at the server's start, so a running one is rebooted");
    }

    @ParameterizedTest
    @CsvSource({
        "vectr=on,vector",
        "pgtrgm=on,pg_trgm",
        "hstoer=off,hstore",
        "uuid_ossp=on,uuid-ossp",
        "pg_stat_statement=on,pg_stat_statements"
    })
    void aMisspeltNameGetsTheNearest(String answer, String nearest) {
        assertThat(problem(Target.AWS, NOTHING, answer))
                .hasValueSatisfying(text -> assertThat(text)
                        .isEqualTo("there is no extension \"" + answer.replaceAll("=.*", "") + "\": did you mean \""
                                + nearest + "\"?"));
    }

    @Test
    void allMisspelledNamesAreReportedAtOnce() {
        assertThat(problem(Target.LOCAL, NOTHING, "vectr=on citxt=on pg_trgm=on"))
                .hasValue("there is no extension \"citxt\": did you mean \"citext\"?; there is no extension"
                        + " \"vectr\": did you mean \"vector\"?");
    }

    @Test
    void aNameThatIsDeclaredOrNearToNoneOrOnSomebodysServerPasses() {
        SortedMap<ExtensionName, Answer> declared = new TreeMap<>();
        declared.put(new ExtensionName("vectors"), new Answer("on", "main.tf:1"));

        assertThat(problem(Target.AWS, NOTHING, "vectors=on")).isPresent();
        assertThat(problem(Target.AWS, declared, "vectors=off")).isEmpty();
        assertThat(problem(Target.SERVER, NOTHING, "vectors=on")).isEmpty();
        assertThat(problem(Target.AWS, NOTHING, "our_own_thing=on")).isEmpty();
        assertThat(problem(Target.AWS, NOTHING, "")).isEmpty();
    }

    @Test
    void aNameToUndeclareIsJudgedOnEveryTarget() {
        assertThat(problem(Target.SERVER, DECLARED, "vectr=unset"))
                .hasValue("there is no extension \"vectr\": did you mean \"vector\"?");
        assertThat(problem(Target.SERVER, DECLARED, "vector=unset hstore=unset"))
                .isEmpty();
        assertThat(problem(Target.LOCAL, NOTHING, "vector=unset")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "LOCAL,plpgsql=off,plpgsql can't be turned off: it comes with every database",
        "SERVER,hstore=on plpgsql=off,plpgsql can't be turned off: it comes with every database",
        "AWS,file_fdw=on pg_trgm=on,Amazon RDS for PostgreSQL 16 does not have file_fdw",
        "LOCAL,our_own_thing=on,the local PostgreSQL 16 does not have our_own_thing",
        "LOCAL,vector=on pg_trgm=on postgis=on,the local PostgreSQL 16 does not have postgis; the local PostgreSQL 16 does not have vector",
    })
    void whatCanNotBeIsRefusedAtTheQuestion(Target target, String answer, String problem) {
        assertThat(problem(target, NOTHING, answer))
                .hasValueSatisfying(text -> assertThat(text).startsWith(problem));
        assertThat(problem(target, NOTHING, "plpgsql=on file_fdw=off pg_trgm=on our_own_thing=off"))
                .isEmpty();
    }

    @Test
    void theDefaultTellsWhatIsDeclared() {
        assertThat(choices(Target.AWS, NOTHING).leftAsItIs()).isEqualTo(new Answer("", "unchanged"));
        assertThat(choices(Target.AWS, DECLARED).leftAsItIs())
                .isEqualTo(new Answer("", "unchanged: hstore=off vector=on"));
    }

    private static Optional<String> problem(Target target, SortedMap<ExtensionName, Answer> declared, String switches) {
        return choices(target, declared).problem(ExtensionSwitches.of(switches));
    }

    private static ExtensionChoices choices(Target target, SortedMap<ExtensionName, Answer> declared) {
        return new ExtensionChoices(Optional.of(target), PostgresVersion.DEFAULT, declared);
    }

    private static List<String> values(List<Choice> choices) {
        return choices.stream().map(Choice::value).toList();
    }
}

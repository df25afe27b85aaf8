package dev.appdb.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Target;
import dev.appdb.roles.AvailableExtension;
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
    void ofEachGroupWhatIsDeclaredComesFirstWithItsSource() {
        List<Choice> offered = choices(Target.AWS, DECLARED).offered();

        Choice vector = offered.get(0);
        assertThat(vector.value()).isEqualTo("vector");
        assertThat(vector.label()).startsWith("on now (infra/shop/app-config/env-config/main.tf:3); ");
        assertThat(vector.group().title()).isEqualTo("needs rds_superuser");
        Choice hstore = trusted(offered).get(0);
        assertThat(hstore.value()).isEqualTo("hstore");
        assertThat(hstore.isDeclared()).isTrue();
        assertThat(hstore.label())
                .isEqualTo(
                        "off now (infra/shop/app-config/env-config/main.tf:4); data type for storing sets of (key, value)"
                                + " pairs");
        assertThat(hstore.group().note())
                .contains(
                        "only for extensions that need the rds_superuser role",
                        "your application's migrations instead");
        assertThat(offered.stream().map(Choice::value)).doesNotHaveDuplicates();
    }

    @Test
    void whatNeedsAPrivilegeComesBeforeWhatIsTrustedAndLastWhatIsNotThere() {
        List<Choice> offered = choices(Target.AWS, NOTHING).offered();
        List<Choice> available = offered.stream().filter(Choice::isAvailable).toList();
        List<Choice> trusted = trusted(offered);

        assertThat(trusted).isNotEmpty().hasSizeLessThan(available.size());
        assertThat(available).as("one group after the other").endsWith(trusted.toArray(Choice[]::new));
        assertThat(offered.stream().map(choice -> choice.group().heading()).distinct())
                .containsExactly("Needs rds_superuser", "Trusted: belongs in your migrations", "Not available here");
        assertThat(trusted.get(0).description()).endsWith("; trusted: belongs in your migrations");
        assertThat(offered.subList(0, available.size())).isEqualTo(available);
        assertThat(offered.get(offered.size() - 1).unavailable())
                .isEqualTo("Amazon RDS for PostgreSQL 16 does not have it");
    }

    private static List<Choice> trusted(List<Choice> offered) {
        return offered.stream()
                .filter(choice -> choice.group().heading().startsWith("Trusted"))
                .toList();
    }

    @Test
    void whatComesWithEveryDatabaseIsNotOffered() {
        for (Target target : Target.values()) {
            assertThat(values(choices(target, NOTHING).offered())).doesNotContain("plpgsql");
        }
    }

    @Test
    void theLocalServerOffersWhatItHasAndMarksWhatItLacks() {
        List<Choice> offered = choices(Target.LOCAL, DECLARED).offered();

        assertThat(values(offered.stream().filter(Choice::isAvailable).toList()))
                .contains("pg_trgm", "dblink")
                .doesNotContain("postgis", "file_fdw", "aws_s3");
        assertThat(unavailable(offered, "postgis")).isEqualTo("the local PostgreSQL 16 does not have it");
        assertThat(unavailable(offered, "file_fdw"))
                .isEqualTo("it needs a superuser, as which the local server is not managed");
        assertThat(offered.get(0).label()).startsWith("on now (infra/shop/app-config/env-config/main.tf:3); ");
        assertThat(offered.get(0).isDeclared()).isTrue();
        assertThat(unavailable(offered, "vector")).isEqualTo("the local PostgreSQL 16 does not have it");
    }

    /** The answer of a server that was asked. */
    private static final List<AvailableExtension> ON_SERVER = List.of(
            new AvailableExtension("dblink", "1.2", null, null, false, true, false, "connect to other databases"),
            new AvailableExtension("file_fdw", "1.0", "1.0", "public", false, true, false, "files"),
            new AvailableExtension("our_own_thing", "3", null, null, true, true, true, "what only we have"),
            new AvailableExtension("pg_trgm", "1.6", null, null, true, true, true, "trigrams"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pg_trgm=on               |
            our_own_thing=on         |
            file_fdw=on              |
            vector=off               |
            pg_trgn=on               | there is no extension "pg_trgn": did you mean "pg_trgm"?
            our_own_thin=off         | there is no extension "our_own_thin": did you mean "our_own_thing"?
            vector=on                | this server does not have vector
            something_else=on        | this server does not have something_else
            dblink=on                | only a superuser may create dblink on this server
            """)
    void aServerThatWasAskedDecides(String answer, String problem) {
        ExtensionChoices choices = new ExtensionChoices(
                Optional.of(Target.SERVER), PostgresVersion.DEFAULT, NOTHING, Optional.of(ON_SERVER));

        assertThat(choices.problem(ExtensionSwitches.of(answer))).isEqualTo(Optional.ofNullable(problem));
        assertThat(unavailable(choices.offered(), "dblink")).isEqualTo("only a superuser may create it on this server");
        assertThat(unavailable(choices.offered(), "vector")).isEqualTo("this server does not have it");
        assertThat(choices.offered())
                .filteredOn(choice -> choice.value().equals("our_own_thing"))
                .singleElement()
                .extracting(Choice::label)
                .isEqualTo("what only we have");
        assertThat(choices.offered().get(0).group().title()).isEqualTo("needs a superuser, or rds_superuser");
    }

    private static String unavailable(List<Choice> offered, String name) {
        return offered.stream()
                .filter(choice -> choice.value().equals(name))
                .findFirst()
                .orElseThrow()
                .unavailable();
    }

    @Test
    void aLibraryThatIsLoadedAtTheStartMeansAReboot() {
        assertThat(choices(Target.AWS, NOTHING).offered())
                .filteredOn(choice -> choice.value().equals("pg_cron"))
                .singleElement()
                .extracting(Choice::label)
                .asString()
                .endsWith("; its library is loaded at the server's start, so a running one is rebooted");
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pg_trmg     | there is no extension "pg_trmg": did you mean "pg_trgm"?
            plpgsql     | plpgsql comes with every database, and can't be turned off: leave it out
            pg_trgm     |
            pg_trmg=on  |
            ''          |
            """)
    void aNameAloneIsCorrectedBeforeItsStateIsAskedFor(String typed, String problem) {
        ExtensionChoices choices =
                new ExtensionChoices(Optional.of(Target.LOCAL), PostgresVersion.DEFAULT, NOTHING, Optional.empty());

        assertThat(choices.problemOfName(typed)).isEqualTo(Optional.ofNullable(problem));
    }

    @Test
    void allMisspelledNamesAreReportedAtOnce() {
        assertThat(problem(Target.LOCAL, NOTHING, "vectr=on citxt=on pg_trgm=on"))
                .hasValue("there is no extension \"citxt\": did you mean \"citext\"?; there is no extension"
                        + " \"vectr\": did you mean \"vector\"?");
    }

    @Test
    void aNameThatIsDeclaredOrOnSomebodysServerPasses() {
        SortedMap<ExtensionName, Answer> declared = new TreeMap<>();
        declared.put(new ExtensionName("vectors"), new Answer("on", "main.tf:1"));

        assertThat(problem(Target.AWS, NOTHING, "vectors=on")).isPresent();
        assertThat(problem(Target.AWS, declared, "vectors=off")).isEmpty();
        assertThat(problem(Target.SERVER, NOTHING, "vectors=on")).isEmpty();
        assertThat(problem(Target.SERVER, NOTHING, "our_own_thing=on")).isEmpty();
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
        "LOCAL,file_fdw=on,file_fdw needs a superuser",
        "AWS,our_own_thing=on,Amazon RDS for PostgreSQL 16 does not have our_own_thing",
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
        return new ExtensionChoices(Optional.of(target), PostgresVersion.DEFAULT, declared, Optional.empty());
    }

    private static List<String> values(List<Choice> choices) {
        return choices.stream().map(Choice::value).toList();
    }
}

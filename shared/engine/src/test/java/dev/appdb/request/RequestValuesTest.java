package dev.appdb.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are valid once constructed, and say how to mend them where they are not. */
class RequestValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"app", "a", "app-2", "my-long-app-name", "a1b2"})
    void appNamesAreLowerCaseWordsWithHyphens(String name) {
        assertThat(new AppName(name)).hasToString(name);
    }

    @ParameterizedTest
    @CsvSource({
        "My App, my-app",
        "-app, app",
        "app-, app",
        "a--b, a-b",
        "1app, app",
        "'', app",
        "../etc, etc",
        "app_x, app-x",
        "äpp, pp",
    })
    void aWrongAppNameIsAnsweredWithARightOne(String wrong, String right) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AppName(wrong))
                .withMessageEndingWith("like \"" + right + "\"");
        assertThat(new AppName(right)).hasToString(right);
    }

    @Test
    void anUnderscoreIsAnsweredWithTheRuleOfAws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AppName("eligibility_screener"))
                .withMessageContaining("AWS allows no underscore in a cluster's name")
                .withMessageEndingWith("like \"eligibility-screener\"");
    }

    /** A pattern that goes one call deeper with each group would overflow the stack. */
    @Test
    void aNameOfTwentyThousandGroupsIsAnsweredInWords() {
        String many = "a-".repeat(20_000);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> new AppName(many),
                () -> new AppName(many + "a"),
                () -> new EnvironmentName(many + "a"),
                () -> new Region(many))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(call)
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
        }
    }

    @Test
    void controlCharactersAreNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AppName("a\u001b[2Jb"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b"));
    }

    @Test
    void namesThatAreTooLongSayHowLongTheyMayBe() {
        assertThat(new AppName("a".repeat(40))).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AppName("a".repeat(41)))
                .withMessageContaining("41 characters: use at most 40");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EnvironmentName("e".repeat(31)))
                .withMessageContaining("at most 30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vector", "uuid-ossp", "pg_trgm", "_x", "plpython3u"})
    void extensionNamesAreThoseOfPostgres(String name) {
        assertThat(new ExtensionName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Vector", "a b", "", "a;b", "-x", "a\"b"})
    void otherExtensionNamesAreRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExtensionName(name))
                .withMessageContaining("like \"pg_trgm\"");
    }

    @Test
    void switchesNameEveryProblemAtOnce() {
        assertThat(ExtensionSwitches.of("vector=on, pg_trgm=off\n").toString()).isEqualTo("pg_trgm=off vector=on");
        assertThat(ExtensionSwitches.of("").isEmpty()).isTrue();
        assertThat(ExtensionSwitches.of("vector=unset a=on").toString()).isEqualTo("a=on vector=unset");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExtensionSwitches.of("vector=yes X=on a=on a=off b=on b=unset"))
                .withMessageContaining("\"vector=yes\" is not NAME=on, NAME=off or NAME=unset")
                .withMessageContaining("extension \"X\" is not valid")
                .withMessageContaining("extension a is given as both on and off")
                .withMessageContaining("extension b is given as both on and unset");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.5, 1", "0.5, 256", "256, 256", "2.5, 3.5"})
    void capacityIsInStepsOfHalfAnAcu(double min, double max) {
        assertThat(new Capacity(min, max)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, 1, minimum",
        "-1, 1, minimum",
        "0, 0.5, maximum",
        "0, 400, maximum",
        "NaN, 1, minimum",
        "4, 2, above",
        "257, 300, minimum",
    })
    void capacityOutOfRangeSaysWhichEnd(double min, double max, String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Capacity(min, max))
                .withMessageContaining(word);
    }

    @Test
    void aServerUrlIsTakenApart() {
        ServerUrl url =
                new ServerUrl("postgresql://admin@db.example.com:6432/orders?sslmode=verify-full&connect_timeout=3");

        assertThat(url.host()).isEqualTo("db.example.com");
        assertThat(url.port()).isEqualTo(6432);
        assertThat(url.user()).isEqualTo("admin");
        assertThat(url.database()).isEqualTo("orders");
        assertThat(url.parameter("sslmode")).contains("verify-full");
        assertThat(url.parameter("sslrootcert")).isEmpty();
        assertThat(new ServerUrl("postgres://u@h/d").port()).isEqualTo(5432);
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://u@h/d, postgresql://",
        "postgresql://h/d, names no user",
        "postgresql://u@h, names no database",
        "postgresql://u@h/, names no database",
        "postgresql:///d, names no host",
        "not a url, not a URI",
        "postgresql://u@h:0/d, between 1 and 65535",
        "postgresql://u@h:99999/d, between 1 and 65535",
        "postgresql://u@h/d?sslmod=require, parameter sslmod is not known",
        "postgresql://u@h/d?sslmode=bogus, sslmode is none of",
        "postgresql://u@h/d?connect_timeout=x, not a number",
    })
    void aWrongServerUrlSaysWhatIsWrong(String url, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerUrl(url))
                .withMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:s3cret@h/d",
                "postgresql://u@h/d?password=s3cret",
                "postgresql://u@h/d?sslmode=require&PASSWORD=s3cret",
                "postgresql://u@h/d?%70assword=s3cret",
                "postgresql://u%3As3cret@h/d",
                "postgresql://u@h/d?sslpassword=s3cret",
            })
    void aPasswordInAServerUrlIsRefusedAndNotRepeated(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerUrl(url))
                .withMessageContaining("password")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }

    @Test
    void databaseNamesFollowTheRoleManagersRules() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatabaseNames("app", "public", "same", "same"))
                .withMessageContaining("public")
                .withMessageContaining("same");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatabaseNames("x".repeat(64), "app", "app", "migrator"))
                .withMessageContaining("64 bytes");
    }
}

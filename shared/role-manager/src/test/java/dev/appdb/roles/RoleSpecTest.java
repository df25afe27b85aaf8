package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.roles.InvalidRoleSpecException.Problem;
import dev.appdb.roles.InvalidRoleSpecException.Subject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleSpecTest {

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() ->
                        new RoleSpec("template1", "pg_own", "", "none", new TreeMap<>(Map.of("x".repeat(64), true))))
                .isInstanceOfSatisfying(
                        InvalidRoleSpecException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "database \"template1\" is the server's own: choose another name",
                                        "schema \"pg_own\" is reserved: choose another name, such as app",
                                        "the name of the app user is missing: give one, or leave it out",
                                        "migrator user \"none\" is reserved: choose another name, such as migrator",
                                        "extension \"" + "x".repeat(64)
                                                + "\" has 64 bytes, and PostgreSQL would cut it at 63: choose a shorter name"));
    }

    @Test
    void eachProblemSaysWhichNameItIsAbout() {
        assertThat(problemsOf(
                        () -> new RoleSpec("a\nb", "pg_own", "same", "same", new TreeMap<>(Map.of("x\ty", true)))))
                .extracting(problem -> problem.subject() + " " + problem.value())
                .containsExactly("DATABASE a\nb", "SCHEMA pg_own", "MIGRATOR_USER same", "EXTENSION x\ty");
        assertThat(problemsOf(() -> withApp("none")))
                .extracting(Problem::subject)
                .containsExactly(Subject.APP_USER);
    }

    @Test
    void anEmptyNameIsOneProblem() {
        assertThat(problemsOf(() -> new RoleSpec(
                        "",
                        "",
                        List.of(""),
                        "",
                        "",
                        new TreeSet<>(Set.of("")),
                        new TreeMap<>(Map.of("", true)),
                        new Expectations(List.of(Expectation.ofRole("", Set.of(May.CONNECT), ""))))))
                .extracting(Problem::subject)
                .containsExactlyElementsOf(
                        EnumSet.complementOf(EnumSet.of(Subject.EXPECTED_SCHEMA))); // without a name it is of a role
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x80, 0x85, 0x9F, 0x2028, 0x2029})
    void aControlCharacterIsRefusedInEveryNameAndNeverPrinted(int codePoint) {
        String name = "a" + Character.toString(codePoint) + "b";
        List<Problem> problems = problemsOf(() -> new RoleSpec(
                name,
                name + 1,
                List.of(name + 2),
                name + 3,
                name + 4,
                new TreeSet<>(Set.of(name)),
                new TreeMap<>(Map.of(name, true)),
                new Expectations(List.of(
                        Expectation.ofRole(name, Set.of(May.CONNECT), ""), Expectation.ofSchema(name, "is theirs")))));
        assertThat(problems).extracting(Problem::subject).containsExactly(Subject.values());
        assertThat(problems).extracting(Problem::value).startsWith(name, name + 1);
        assertThat(problems)
                .extracting(Problem::sentence)
                .startsWith("database \"a?b\" contains U+%04X: choose a name without line breaks and other control"
                                .formatted(codePoint)
                        + " characters")
                .noneMatch(sentence -> sentence.contains(Character.toString(codePoint)));
    }

    @Test
    void theLimitIsInBytes() {
        assertThatCode(() -> withApp("ä".repeat(31) + "x")).doesNotThrowAnyException();
        assertThatThrownBy(() -> withApp("ä".repeat(32))).hasMessageContaining("has 64 bytes");
    }

    @Test
    void oneUserCanNotBeBoth() {
        assertThatThrownBy(() -> withApp("migrator")).hasMessageContaining("are both \"migrator\"");
    }

    @Test
    void aSchemaIsNamedOnceAndAReaderIsNoOtherUser() {
        assertThat(problemsOf(
                        () -> RoleSpec.standard().withAdditionalSchemas(List.of("legacy", "app", "public", "legacy"))))
                .extracting(Problem::sentence)
                .containsExactly(
                        "additional schema \"app\" is named twice: name each schema once",
                        "additional schema \"public\" is reserved: choose another name, such as reporting",
                        "additional schema \"legacy\" is named twice: name each schema once");
        assertThat(problemsOf(() -> RoleSpec.standard().withReaders(Set.of("app", "pg_read", "reports"))))
                .extracting(Problem::sentence)
                .containsExactly(
                        "reader \"app\" is the app user or the migrator: give the reader a name of its own",
                        "reader \"pg_read\" is reserved: choose another name, such as reader");
    }

    @Test
    void schemasAndUsersAreInTheirOrder() {
        RoleSpec spec =
                RoleSpec.standard().withAdditionalSchemas(List.of("z", "b")).withReaders(Set.of("reports", "audit"));
        assertThat(spec.schemas()).containsExactly("app", "z", "b");
        assertThat(spec.users()).containsExactly("app", "migrator", "audit", "reports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_boss", "public", "none", "rds_mine", "rdsadmin", "a\0b", ""})
    void theServersOwnNamesAreRefused(String name) {
        assertThatThrownBy(() -> withApp(name)).isInstanceOf(InvalidRoleSpecException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgboss", "rdsomething", "Public", "we\"ird %I", "select"})
    void otherNamesAreTakenAsTheyAre(String name) {
        assertThat(withApp(name).appUser()).isEqualTo(name);
    }

    private static List<Problem> problemsOf(Supplier<RoleSpec> wrong) {
        return catchThrowableOfType(InvalidRoleSpecException.class, wrong::get).details();
    }

    private static RoleSpec withApp(String user) {
        return new RoleSpec("app", "app", user, "migrator", new TreeMap<>());
    }
}

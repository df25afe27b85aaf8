package dev.appdb.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleSpecTest {

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThatThrownBy(() ->
                        new RoleSpec("template1", "pg_own", "", "none", new TreeMap<>(Map.of("x".repeat(64), true))))
                .isInstanceOfSatisfying(
                        InvalidRoleSpecException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "database \"template1\" is the server's own: choose another name",
                                        "schema \"pg_own\" is reserved: choose another name, such as app",
                                        "a name of the app user is missing",
                                        "migrator user \"none\" is reserved: choose another name, such as migrator",
                                        "extension \"" + "x".repeat(64)
                                                + "\" has 64 bytes, and PostgreSQL would cut it at 63: choose a shorter name"));
    }

    @Test
    void the_limit_is_in_bytes() {
        assertThatCode(() -> withApp("ä".repeat(31) + "x")).doesNotThrowAnyException();
        assertThatThrownBy(() -> withApp("ä".repeat(32))).hasMessageContaining("has 64 bytes");
    }

    @Test
    void one_user_can_not_be_both() {
        assertThatThrownBy(() -> withApp("migrator")).hasMessageContaining("are both \"migrator\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_boss", "public", "none", "rds_mine", "rdsadmin", "a\0b", ""})
    void the_servers_own_names_are_refused(String name) {
        assertThatThrownBy(() -> withApp(name)).isInstanceOf(InvalidRoleSpecException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgboss", "rdsomething", "Public", "we\"ird %I", "select"})
    void other_names_are_taken_as_they_are(String name) {
        assertThat(withApp(name).appUser()).isEqualTo(name);
    }

    private static RoleSpec withApp(String user) {
        return new RoleSpec("app", "app", user, "migrator", new TreeMap<>());
    }
}

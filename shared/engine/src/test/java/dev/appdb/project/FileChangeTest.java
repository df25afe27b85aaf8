package dev.appdb.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileChangeTest {
    private static final Path FILE = Path.of("infra", "app", "x.tf");

    private static FileChange change(Optional<String> before, String after) {
        return new FileChange(FILE, before, after, "a test", false, List.of());
    }

    @Test
    void aNewFileIsAllAdded() {
        FileChange change = change(Optional.empty(), "a\nb\n");

        assertThat(change.creates()).isTrue();
        assertThat(change.diff()).isEqualTo("""
                        --- /dev/null
                        +++ infra/app/x.tf
                        @@ -0,0 +1,2 @@
                        +a
                        +b
                        """);
    }

    @Test
    void aFileMayBeEmptied() {
        assertThat(change(Optional.of("a\n"), "").diff()).endsWith("@@ -1,1 +0,0 @@\n-a\n");
        assertThat(change(Optional.of(""), "a\n").diff()).endsWith("@@ -0,0 +1,1 @@\n+a\n");
    }

    @Test
    void contextIsThreeLines() {
        assertThat(change(Optional.of("1\n2\n3\n4\n5\n6\n7\n8\n9\n"), "1\n2\n3\n4\nfive\n6\n7\n8\n9\n")
                        .diff())
                .isEqualTo("""
                        --- infra/app/x.tf
                        +++ infra/app/x.tf
                        @@ -2,7 +2,7 @@
                         2
                         3
                         4
                        -5
                        +five
                         6
                         7
                         8
                        """);
    }

    @Test
    void aMissingLastNewlineIsMarkedAsDiffDoes() {
        assertThat(change(Optional.of("a\nb"), "a\nb\n").diff())
                .endsWith("@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
        assertThat(change(Optional.of("a\nb"), "c\nb").diff())
                .endsWith("@@ -1,2 +1,2 @@\n-a\n+c\n b\n\\ No newline at end of file\n");
        assertThat(change(Optional.of("a\n"), "a").diff())
                .endsWith("@@ -1,1 +1,1 @@\n-a\n+a\n\\ No newline at end of file\n");
    }

    @Test
    void lineEndingsAreKeptAsTheyAre() {
        assertThat(change(Optional.of("a\r\nb\r\n"), "a\r\nc\r\n").diff()).contains(" a\r\n-b\r\n+c\r\n");
    }

    @Test
    void noChangeIsNoDiff() {
        FileChange same = change(Optional.of("a"), "a");

        assertThat(same.isNeeded()).isFalse();
        assertThat(same.diff()).isEmpty();
        assertThat(change(Optional.empty(), "").isNeeded()).isFalse();
    }

    @Test
    void onlyOtherContentOfAWholeFileIsOverwritten() {
        assertThat(new FileChange(FILE, Optional.of("a"), "b", "x", true, List.of()).overwrites())
                .isTrue();
        assertThat(new FileChange(FILE, Optional.of("a"), "a", "x", true, List.of()).overwrites())
                .isFalse();
        assertThat(new FileChange(FILE, Optional.empty(), "b", "x", true, List.of()).overwrites())
                .isFalse();
        assertThat(change(Optional.of("a"), "b").overwrites()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "infra/../../x", "infra/./x", ""})
    void aPathStaysInTheProject(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FileChange(Path.of(path), Optional.empty(), "", "x", false, List.of()));
    }

    @Test
    void whatHasASourceSaysIt() {
        assertThat(new Sourced<>("b", "from --bucket")).hasToString("b (from --bucket)");
        assertThatIllegalArgumentException().isThrownBy(() -> new Sourced<>("b", " "));
    }
}

package dev.appdb.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.failure.FailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFilesTest {
    private static final Path APP = Path.of("infra/app");

    @TempDir
    Path folder;

    @Test
    void storedTextsHideThoseOfTheCheckoutWhichStaysAsItIs() throws Exception {
        Path checkout = folder.resolve("checkout");
        write(checkout.resolve("infra/app/a.tf"), "of the checkout");
        write(checkout.resolve("infra/app/b.tf"), "of the checkout");
        write(checkout.resolve("infra/app/.terraform/providers/huge"), "no project's file");
        write(checkout.resolve("infra/other/c.tf"), "of the checkout");
        StoredFiles files = new StoredFiles(
                Optional.of(checkout), Map.of("infra/app/b.tf", "remembered", "infra/app/appdb/dev.json", "{}"));

        assertThat(files.text(APP.resolve("a.tf"))).contains("of the checkout");
        assertThat(files.text(APP.resolve("b.tf"))).contains("remembered");
        assertThat(files.filesIn(APP, ".tf")).containsExactly(APP.resolve("a.tf"), APP.resolve("b.tf"));
        assertThat(files.foldersIn(APP)).containsExactly("appdb");
        assertThat(files.foldersIn(Path.of("infra"))).containsExactly("app", "other");

        files.write(change(APP.resolve("a.tf"), Optional.of("of the checkout"), "written"));

        assertThat(files.text(APP.resolve("a.tf"))).contains("written");
        assertThat(files.texts()).containsOnlyKeys("infra/app/a.tf", "infra/app/appdb/dev.json", "infra/app/b.tf");
        assertThat(checkout.resolve("infra/app/a.tf")).hasContent("of the checkout");
        assertThat(checkout.resolve("infra/app/b.tf")).hasContent("of the checkout");
    }

    @Test
    void aFileThatChangedMeanwhileIsNotWritten() throws Exception {
        StoredFiles files = new StoredFiles(Optional.empty(), Map.of("infra/app/a.tf", "now"));

        assertThatThrownBy(() -> files.write(change(APP.resolve("a.tf"), Optional.of("before"), "after")))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("infra/app/a.tf");
        assertThat(files.text(APP.resolve("a.tf"))).contains("now");
    }

    @Test
    void aStoredPathNeverLeadsOutOfTheProject() {
        for (String path : List.of("../../stray.tf", "infra/../../stray.tf", "/etc/stray.tf", "")) {
            assertThatThrownBy(() -> new StoredFiles(Optional.empty(), Map.of(path, "text")))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void withoutACheckoutThereIsWhatIsStoredAndNothingElse() throws Exception {
        StoredFiles files = new StoredFiles(Optional.empty(), Map.of("infra/app/a.tf", "text"));

        assertThat(files.exists(Path.of("infra"))).isTrue();
        assertThat(files.isDirectory(APP)).isTrue();
        assertThat(files.isDirectory(APP.resolve("a.tf"))).isFalse();
        assertThat(files.exists(Path.of("infra/nope"))).isFalse();
        assertThat(files.text(APP.resolve("nope.tf"))).isEmpty();
        assertThat(files.filesIn(Path.of("infra/nope"), ".tf")).isEmpty();
        assertThat(Project.of(files).appFolders()).containsExactly("app");
    }

    private static FileChange change(Path path, Optional<String> before, String after) {
        return new FileChange(path, before, after, "a test", false, List.of());
    }

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

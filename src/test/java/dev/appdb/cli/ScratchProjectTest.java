package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.failure.FailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchProjectTest {
    @TempDir
    Path folder;

    private Path base() {
        return folder.resolve("data/scratch");
    }

    @Test
    void whatIsRememberedStandsOverTheCheckoutWhichStaysAsItIs() throws Exception {
        Path checkout = folder.resolve("checkout");
        write(checkout.resolve("infra/app/a.tf"), "of the checkout");
        write(checkout.resolve("infra/app/b.tf"), "of the checkout");
        write(checkout.resolve("infra/app/.terraform/providers/huge"), "no project's file");
        write(checkout.resolve("app/code.py"), "not under infra");
        Path made;
        try (ScratchProject scratch =
                ScratchProject.of(base(), Optional.of(checkout), Map.of("infra/app/b.tf", "remembered"))) {
            made = scratch.project().directory();
            assertThat(made.resolve("infra/app/a.tf")).hasContent("of the checkout");
            assertThat(made.resolve("infra/app/b.tf")).hasContent("remembered");
            assertThat(made.resolve("infra/app/.terraform")).doesNotExist();
            assertThat(made.resolve("app")).doesNotExist();
        }
        assertThat(made).doesNotExist();
        assertThat(checkout.resolve("infra/app/b.tf")).hasContent("of the checkout");
    }

    @Test
    void whatIsRememberedNeverLeadsOutOfIt() {
        assertThatThrownBy(() -> ScratchProject.of(base(), Optional.empty(), Map.of("../../stray.tf", "text")))
                .isInstanceOf(FailureException.class);
        assertThat(folder.resolve("data/stray.tf")).doesNotExist();
        assertThat(base()).isEmptyDirectory();
    }

    @Test
    void onlyWhatNoRunCanStillNeedIsRemovedAtAStart() throws Exception {
        Instant now = Instant.now();
        write(base().resolve("old/infra/a.tf"), "left by a kill");
        write(base().resolve("young/infra/a.tf"), "of a run that goes on");
        Files.setLastModifiedTime(base().resolve("old"), FileTime.from(now.minus(Duration.ofHours(25))));

        ScratchProject.removeOld(base(), now);

        assertThat(base().resolve("old")).doesNotExist();
        assertThat(base().resolve("young/infra/a.tf")).exists();
    }

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

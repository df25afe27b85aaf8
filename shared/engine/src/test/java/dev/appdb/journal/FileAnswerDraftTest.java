package dev.appdb.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.file.OwnFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAnswerDraftTest {
    @TempDir
    private Path project;

    @Test
    void keepsTheLastAnswersForTheirOwnerAlone() throws Exception {
        FileAnswerDraft draft = new FileAnswerDraft(OwnFolder.at(project.resolve(".appdb")));
        assertThat(draft.kept()).isEmpty();

        draft.keep(Map.of("--app-name", "old"));
        draft.keep(Map.of("--app-name", "shop ü"));

        assertThat(new FileAnswerDraft(OwnFolder.at(project.resolve(".appdb"))).kept())
                .contains(Map.of("--app-name", "shop ü"));
        assertThat(Files.getPosixFilePermissions(project.resolve(".appdb/draft.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(project.resolve(".appdb/.gitignore")).hasContent("*");
        try (var files = Files.list(project.resolve(".appdb"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void whatIsDiscardedIsGoneAndDiscardingNothingIsFine() throws Exception {
        FileAnswerDraft draft = new FileAnswerDraft(OwnFolder.at(project.resolve(".appdb")));
        draft.discard();
        draft.keep(Map.of("--app-name", "shop"));
        draft.discard();

        assertThat(draft.kept()).isEmpty();
        assertThat(project.resolve(".appdb/draft.json")).doesNotExist();
    }

    @Test
    void aFileThatIsNoDraftIsNone() throws Exception {
        Files.createDirectories(project.resolve(".appdb"));
        for (String text : new String[] {"", "{", "[1]", "{\"--app-name\":{}}", "{\"--app-name\":null}", "null"}) {
            Files.writeString(project.resolve(".appdb/draft.json"), text);
            assertThat(new FileAnswerDraft(OwnFolder.at(project.resolve(".appdb"))).kept())
                    .as(text)
                    .isEmpty();
        }
    }
}

package dev.appdb.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.file.Folders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionArchiveTest {

    @TempDir
    Path folder;

    @Test
    void filesKeepTheirPermissionToRunAndLinksStayLinks() throws Exception {
        unpack(new SmallArchive()
                .file("bin/postgres", 0755, "program")
                .file("lib/libpq.so.5.16", 0644, "library")
                .link("lib/libpq.so", "libpq.so.5.16"));

        assertThat(into().resolve("bin/postgres")).isExecutable();
        assertThat(Files.isExecutable(into().resolve("lib/libpq.so.5.16"))).isFalse();
        assertThat(into().resolve("lib/libpq.so")).isSymbolicLink().hasContent("library");
    }

    @Test
    void nothingIsWrittenOutside() throws Exception {
        assertRefused(new SmallArchive().file("../escaped", 0644, "x"));
        assertRefused(new SmallArchive().file("/escaped", 0644, "x"));
        assertRefused(new SmallArchive().link("lib/out", "../../escaped"));
        assertRefused(new SmallArchive().link("out", folder.toString()));
        assertRefused(new SmallArchive().link("out", ".").file("out/through-a-link", 0644, "x"));
        assertThat(folder.resolve("escaped")).doesNotExist();
    }

    private void assertRefused(SmallArchive archive) {
        assertThatThrownBy(() -> unpack(archive))
                .isInstanceOf(IOException.class)
                .message()
                .containsAnyOf("points outside the archive: ", "goes through something that is not a folder: ");
    }

    private void unpack(SmallArchive archive) throws IOException {
        Folders.delete(into());
        Files.createDirectory(into());
        DistributionArchive.unpack(new ByteArrayInputStream(archive.bytes()), into());
    }

    private Path into() {
        return folder.resolve("into");
    }
}

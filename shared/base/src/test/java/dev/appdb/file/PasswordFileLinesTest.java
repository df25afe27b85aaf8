package dev.appdb.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of a password file, read and written as libpq reads them. */
class PasswordFileLinesTest {
    @TempDir
    Path folder;

    private Path path;
    private PasswordFile file;

    @BeforeEach
    void aFile() {
        path = folder.resolve("pgpass");
        file = new PasswordFile(path);
    }

    @Test
    void everyFieldMatchesItselfOrAnything() throws Exception {
        Files.writeString(path, """
            # comment
            db:5432:shop:app:first
            db:*:*:app:second
            *:*:*:*:third
            other:5432:shop:app:fourth
            db:5433:shop:app:fifth
            short:line
            """);

        assertThat(file.matching("db", 5432, "shop", "app"))
                .extracting(match -> match.password().reveal())
                .containsExactly("first", "second", "third");
    }

    @Test
    void aPasswordThatAColonCutsIsMarked() throws Exception {
        Files.writeString(path, "*:*:*:app:a:b\n*:*:*:migrator:a\\:b\\\\c\n");

        assertThat(file.matching("db", 5432, "shop", "app"))
                .containsExactly(new PasswordFile.Match(new Secret("a"), true));
        assertThat(file.matching("db", 5432, "shop", "migrator"))
                .containsExactly(new PasswordFile.Match(new Secret("a:b\\c"), false));
    }

    @Test
    void isWrittenForItsOwnerAloneAndKeepsAllOthers() throws Exception {
        file.put("db", 5432, "app", new Secret("a:b\\c"));
        file.put("db", 5433, "app", new Secret("of another server"));
        file.put("::1", 5432, "mi:grator", new Secret("d"));
        file.put("db", 5432, "app", new Secret("e"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(file.of("db", 5432, "app")).contains(new Secret("e"));
        assertThat(file.of("db", 5433, "app")).contains(new Secret("of another server"));
        assertThat(file.of("::1", 5432, "mi:grator")).contains(new Secret("d"));
        assertThat(file.of("db", 5434, "app")).isEmpty();
        assertThat(path).content().contains("\\:\\:1:5432:*:mi\\:grator:d\n");
    }

    @Test
    void goesWithItsLastLine() throws Exception {
        file.put("db", 5432, "app", new Secret("a"));
        file.put("db", 5432, "migrator", new Secret("b"));

        file.remove("db", 5432, "app");
        assertThat(file.of("db", 5432, "app")).isEmpty();
        assertThat(file.of("db", 5432, "migrator")).contains(new Secret("b"));
        file.remove("db", 5432, "migrator");
        assertThat(path).doesNotExist();
        file.remove("db", 5432, "migrator");
        assertThat(path).doesNotExist();
    }
}

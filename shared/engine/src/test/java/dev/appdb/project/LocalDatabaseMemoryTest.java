package dev.appdb.project;

import static dev.appdb.project.InfraTree.APP;
import static dev.appdb.project.InfraTree.DEV;
import static dev.appdb.project.InfraTree.request;
import static dev.appdb.project.ProjectMemoryTest.FILE;
import static dev.appdb.project.ProjectMemoryTest.OWN_FILE;
import static dev.appdb.project.ProjectMemoryTest.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database that a team shares, and the local one of each person. */
class LocalDatabaseMemoryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    @Test
    void onesOwnFileIsClosedToOthers() throws Exception {
        Project project = Project.at(directory);
        project.write(List.of(project.remember(request("dev"))));

        assertThat(Files.getPosixFilePermissions(directory.resolve(OWN_FILE)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(directory.resolve(".appdb")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aLocalDatabaseAndTheOneThatAllShareAreRememberedSideBySide() throws Exception {
        Project project = Project.at(directory);
        DatabaseRequest shared = ProjectMemoryTest.server("postgresql://postgres@h/app");
        project.write(List.of(project.remember(shared)));
        String committed = Files.readString(directory.resolve(FILE));

        project.write(List.of(project.remember(request("dev"))));

        assertThat(directory.resolve(FILE)).hasContent(committed);
        assertThat(targets(project.remembered(APP, DEV))).contains(Target.SERVER);
        assertThat(targets(project.remembered(APP, DEV, Target.LOCAL))).contains(Target.LOCAL);
        assertThat(targets(project.remembered(APP, DEV, Target.SERVER))).contains(Target.SERVER);
        assertThat(project.hasLocal(APP, DEV)).isTrue();
        assertThat(project.knownEnvironments()).hasSize(1);
    }

    @Test
    void aLocalDatabaseAloneIsTheOneThatIsMeant() throws Exception {
        Project project = Project.at(directory);

        project.write(List.of(project.remember(request("dev"))));

        assertThat(targets(project.remembered(APP, DEV))).contains(Target.LOCAL);
        assertThat(project.appFolders()).containsExactly("app");
        assertThat(directory.resolve("infra")).doesNotExist();
    }

    @Test
    void aLocalDatabaseThatWasCommittedGivesWayToAPersonsOwn() throws Exception {
        Project project = new InfraTree(directory)
                .with(FILE, SMALLEST.replace("16", "15"))
                .project();

        FileChange change = project.remember(request("dev"));
        assertThat(targets(project.remembered(APP, DEV))).contains(Target.LOCAL);
        project.write(List.of(change));

        assertThat(change.path()).isEqualTo(Path.of(OWN_FILE));
        assertThat(project.remembered(APP, DEV).map(Sourced::source)).contains(OWN_FILE);
        assertThat(directory.resolve(FILE)).content().contains("15");
    }

    private static Optional<Target> targets(Optional<Sourced<RememberedEnvironment>> remembered) {
        return remembered.map(known -> known.value().target());
    }
}

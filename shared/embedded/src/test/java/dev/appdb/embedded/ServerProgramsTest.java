package dev.appdb.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.call.CallLog;
import dev.appdb.file.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerProgramsTest {

    @RegisterExtension
    final Homes homes = new Homes();

    @Test
    void aProgramLeadsASessionOfItsOwnSoThatTheTerminalsInterruptDoesNotReachIt() throws Exception {
        assumeTrue(SystemProgram.named("setsid").isPresent(), "this system has no setsid");
        Path folder = homes.fresh("programs");
        Path program = folder.resolve("bin/tell");
        Files.createDirectories(program.getParent());
        Files.writeString(
                program, "#!/bin/sh\nread -r line < /proc/$$/stat\nset -- $line\necho process $1 session $6\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

        ServerPrograms programs = new ServerPrograms(
                new Distribution(PostgresMajor.DEFAULT, folder),
                ServerAccount::forThisProcess,
                folder.resolve("output"),
                new CallLog());
        ServerPrograms.Ending ending = programs.run(folder, "tell", List.of(), "", Duration.ofMinutes(1));

        assertThat(ending.lastLines()).matches("process (\\d+) session \\1");
        assertThat(ending.code()).isZero();
        Folders.delete(folder);
    }
}

package dev.appdb.cli;

import java.io.File;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the source of a manual page for each command, from which the build of the archive makes pages. */
final class ManPages {
    private ManPages() {}

    /** @param arguments the folder to write to */
    public static void main(String[] arguments) throws IOException {
        CommandLine line = Commands.ALL.line(CommandsTest.NOWHERE, List.of());
        CommandLineInterface.everywhere(line);
        int exitCode = ManPageGenerator.generateManPage(
                new File(arguments[0]), null, new boolean[0], true, line.getCommandSpec());
        if (exitCode != 0) {
            throw new IOException("no manual pages were written to " + arguments[0]);
        }
    }
}

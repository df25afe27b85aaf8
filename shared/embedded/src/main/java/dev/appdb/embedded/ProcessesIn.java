package dev.appdb.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processes that work inside a folder: what a killed creation started goes on without its parent for a moment. Known
 * on Linux only; elsewhere they end by themselves when their files are gone.
 */
final class ProcessesIn {

    private ProcessesIn() {}

    /** Ends them all, and waits until they are gone. */
    static void end(Path folder) throws IOException {
        Path real = folder.toRealPath();
        for (List<ProcessHandle> found = in(real); !found.isEmpty(); found = in(real)) {
            found.forEach(ProcessHandle::destroyForcibly);
            found.forEach(process -> process.onExit().join());
        }
    }

    private static List<ProcessHandle> in(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid() && isIn(process, folder))
                .toList();
    }

    private static boolean isIn(ProcessHandle process, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .startsWith(folder);
        } catch (IOException goneOrAnotherUsers) {
            return false;
        }
    }
}

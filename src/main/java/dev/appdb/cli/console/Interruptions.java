package dev.appdb.cli.console;

/** Tells when the process is asked to end from outside, by Ctrl-C or a termination signal; and ends it itself. */
public interface Interruptions {

    /** The process's own: a shutdown hook, which Java runs on SIGINT, SIGTERM, SIGHUP, and when it ends by itself. */
    Interruptions OF_THE_PROCESS = new Interruptions() {
        @Override
        public Watch watch(Runnable action) {
            Thread hook = new Thread(action, "interrupted");
            Runtime.getRuntime().addShutdownHook(hook);
            return () -> {
                try {
                    Runtime.getRuntime().removeShutdownHook(hook);
                } catch (IllegalStateException alreadyShuttingDown) {
                    // The hook is running: there is nothing to take back.
                }
            };
        }

        @Override
        public void interrupt() {
            // On a thread of its own, since the hooks may wait for the one that asks.
            Thread end = new Thread(() -> System.exit(ExitCode.INTERRUPTED), "leaving");
            end.setDaemon(true);
            end.start();
        }
    };

    /** Runs the action on an interruption until the watch is closed. */
    Watch watch(Runnable action);

    /** Ends the process as Ctrl-C does, soon after this returns. */
    void interrupt();

    /** Ends watching. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}

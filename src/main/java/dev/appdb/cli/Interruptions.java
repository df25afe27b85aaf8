package dev.appdb.cli;

/** Tells when the process is asked to end from outside: Ctrl-C, or a termination signal. */
@FunctionalInterface
interface Interruptions {

    /** The process's own: a shutdown hook, which Java runs on SIGINT, SIGTERM and SIGHUP. */
    Interruptions OF_THE_PROCESS = action -> {
        Thread hook = new Thread(action, "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyShuttingDown) {
                // The hook is running: there is nothing to take back.
            }
        };
    };

    /** Runs the action on an interruption until the watch is closed. */
    Watch watch(Runnable action);

    /** Ends watching. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}

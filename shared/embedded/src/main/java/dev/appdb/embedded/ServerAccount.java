package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.process.ChildEnvironment;
import dev.appdb.process.ProcessUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The account that PostgreSQL's programs run as: this process's own, or an unprivileged one where this process is
 * root's, because PostgreSQL refuses to run as root.
 *
 * <p>Measured on Linux, with {@code setpriv} and with {@code runuser}.
 */
final class ServerAccount {

    private static final int ROOT = 0;
    private static final List<String> DROPPERS = List.of("setpriv", "runuser");

    private final @Nullable Other other;

    /** Finds an account where it is needed: as root that takes some programs, and a server that runs needs none. */
    @FunctionalInterface
    interface Source {
        ServerAccount account() throws FailureException;
    }

    private ServerAccount(@Nullable Other other) {
        this.other = other;
    }

    /** Another account than this process's, and the program that turns into it. */
    private record Other(String name, int user, int group, Path dropper) {}

    /** The account for a new server. */
    static ServerAccount forThisProcess() throws FailureException {
        return forThisProcess(DROPPERS);
    }

    /** @param droppers the programs that can turn root into somebody else, the best first */
    static ServerAccount forThisProcess(List<String> droppers) throws FailureException {
        return isRoot() ? new ServerAccount(unprivileged(droppers)) : own();
    }

    /** This process's own account, by whose name PostgreSQL's programs name the superuser. */
    private static ServerAccount own() throws FailureException {
        if (ProcessUser.name().isEmpty()) {
            throw ServerFailure.of(
                    "could not start PostgreSQL",
                    "its programs need the name of the user that they run as, and user " + ProcessUser.id()
                            + " has no entry in the passwd database",
                    "Run the command as a user that has one (in a container, add it to /etc/passwd), or use a PostgreSQL that"
                            + " runs elsewhere with {--target server}.");
        }
        return new ServerAccount(null);
    }

    /**
     * The account for data that exists: as root, whoever owns it.
     *
     * @param data the folder of a server
     */
    static ServerAccount owning(Path data) throws FailureException {
        if (!isRoot()) {
            return own();
        }
        int owner = ownerOf(data);
        if (owner == ROOT) {
            return new ServerAccount(unprivileged(DROPPERS));
        }
        Path dropper = dropper(DROPPERS);
        String name = answer("id", "-un", Integer.toString(owner)).orElse(Integer.toString(owner));
        return new ServerAccount(account(name, dropper).orElse(new Other(name, owner, owner, dropper)));
    }

    /** True if this process is root's. */
    static boolean isRoot() {
        return ProcessUser.id() == ROOT;
    }

    private static Other unprivileged(List<String> droppers) throws FailureException {
        Path dropper = dropper(droppers);
        for (String name : List.of("postgres", "nobody")) {
            Optional<Other> found = account(name, dropper);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw ServerFailure.of(
                "could not start PostgreSQL as root",
                "it refuses to run as root, and there is neither an account postgres nor nobody",
                Remedy.of(
                        "Run the command as an ordinary user, or create one: {}.",
                        Remedy.shell("useradd --system postgres")));
    }

    private static Optional<Other> account(String name, Path dropper) throws FailureException {
        Optional<String> user = answer("id", "-u", name);
        Optional<String> group = answer("id", "-g", name);
        if (user.isEmpty() || group.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Other(name, Integer.parseInt(user.get()), Integer.parseInt(group.get()), dropper));
    }

    private static Path dropper(List<String> programs) throws FailureException {
        for (String program : programs) {
            Optional<Path> found = SystemProgram.named(program);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw ServerFailure.of(
                "could not start PostgreSQL as root",
                "it refuses to run as root, and there is none of " + String.join(", ", programs) + " here",
                "Run the command as an ordinary user, or install util-linux.");
    }

    /** True if the programs run as another account than this process does. */
    boolean isOther() {
        return other != null;
    }

    /** The command that runs {@code program} as this account. */
    List<String> command(List<String> program) {
        if (other == null) {
            return program;
        }
        List<String> command = new ArrayList<>();
        command.add(other.dropper().toString());
        if (other.dropper().endsWith("setpriv")) {
            command.addAll(
                    List.of("--reuid=" + other.user(), "--regid=" + other.group(), "--clear-groups", "--no-new-privs"));
        } else {
            command.addAll(List.of("-u", other.name()));
        }
        command.add("--");
        command.addAll(program);
        return command;
    }

    /** True if this account can go into a folder that exists. */
    boolean canEnter(Path folder) throws FailureException {
        List<String> command = command(
                List.of("sh", "-c", "cd \"$1\"", "sh", folder.toAbsolutePath().toString()));
        return answer(command.toArray(String[]::new)).isPresent();
    }

    /** Hands a file or folder to this account. */
    void give(Path path) throws IOException {
        if (other != null) {
            Files.setAttribute(path, "unix:gid", other.group(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", other.user(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    @Override
    public String toString() {
        return other == null ? "this user" : other.name();
    }

    private static int ownerOf(Path path) throws FailureException {
        try {
            return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw ServerFailure.of("could not find out who owns " + path, e);
        }
    }

    /** The output of a short program, or nothing where it fails. */
    private static Optional<String> answer(String... command) throws FailureException {
        try {
            Process process = ChildEnvironment.limit(new ProcessBuilder(command), ChildEnvironment.OF_PROGRAMS)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .directory(Path.of("/").toFile())
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0
                    ? Optional.of(out)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw ServerFailure.interrupted("could not run " + command[0], e);
        }
    }
}

package dev.appdb.file;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.ShellWord;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folder {@code .appdb} of a project, which appdb keeps for itself and which ignores itself in git. A project may come
 * from anybody, so before anything in it is opened, made, changed or deleted, {@link #check} refuses what appdb would not
 * have made: a link that leads elsewhere, a second name of somebody's file, a pipe, another user's files, and a folder that
 * git tracks. What may stay is closed to others.
 */
public final class OwnFolder {
    /** The name of the folder in a project. */
    public static final String NAME = ".appdb";

    private static final String PRIVATE = "rwx------";
    private static final int FILE_PERMISSIONS = 0600;
    private static final int FOLDER_PERMISSIONS = 0700;
    /** Of a folder with a server's data below: the account that root's servers run as has to pass through. */
    private static final int PASSABLE = 0711;

    private static final int MOST_SHOWN = 5;

    /** The data of servers, which is theirs: looked at where one is started. */
    private static final Pattern SERVER_DATA =
            Pattern.compile("((bot/|demo/)?local/[^/]+/[^/]+|(bot|demo)/database)/(cluster|new-[^/]*|gone-[^/]*)");

    /** Files that grow in number: each is looked at where it is opened. */
    private static final String RUNS = "runs";

    private final Path folder;
    private final Map<String, String> environment;

    private OwnFolder(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** @param environment of the process, for the projects of other users that this one trusts */
    public static OwnFolder of(Path project, Map<String, String> environment) {
        return new OwnFolder(project.toAbsolutePath().normalize().resolve(NAME), environment);
    }

    /** A folder that its user named: whoever owns it, it is meant. */
    public static OwnFolder named(Path folder) {
        return new OwnFolder(folder.toAbsolutePath().normalize(), Map.of(Owners.TRUSTED, Owners.ALL));
    }

    /** A folder of any name, where nobody else is trusted. */
    public static OwnFolder at(Path folder) {
        return new OwnFolder(folder.toAbsolutePath().normalize(), Map.of());
    }

    /** A folder in it that has everything that this one has, for another part of appdb. */
    public OwnFolder inside(Path other) {
        return isTrusted() ? named(other) : at(other);
    }

    public Path path() {
        return folder;
    }

    /** Returns whether this user said that the project is to be trusted, whoever owns it and whoever made its servers. */
    public boolean isTrusted() {
        return Owners.trust(project(), environment);
    }

    private Path project() {
        Path parent = folder.getParent();
        return parent == null ? folder : parent;
    }

    /**
     * Looks at all of it, and closes to others what they could read.
     *
     * @throws FailureException a refusal that names everything that appdb did not make
     */
    public void check() throws FailureException {
        try {
            Inode inode = Inode.of(folder);
            if (inode.isLink()) {
                throw odd(List.of(NAME + " is a symbolic link"));
            }
            if (inode.isFolder()) {
                requireOwners();
                requireUntracked();
                Look look = new Look(new Owners(environment), isTrusted());
                look.into(folder);
                if (!look.problems.isEmpty()) {
                    throw odd(look.problems);
                }
            }
        } catch (NoSuchFileException none) {
            return;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The folder, made and closed to others if it is not there. */
    public Path make() throws IOException, FailureException {
        requireOwners();
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            makePrivate(folder);
        }
        requireUntracked();
        Path ignore = folder.resolve(".gitignore");
        if (!Files.exists(ignore, LinkOption.NOFOLLOW_LINKS)) {
            AtomicFile.writePrivate(ignore, "*\n");
        }
        return folder;
    }

    /** A folder in it, made and closed to others if it is not there. */
    public Path make(String name) throws IOException, FailureException {
        Path inside = make().resolve(name);
        if (!Files.isDirectory(inside, LinkOption.NOFOLLOW_LINKS)) {
            makePrivate(inside);
        }
        return inside;
    }

    private static void makePrivate(Path path) throws IOException {
        try {
            Folders.make(path, PRIVATE);
            Folders.ownLikeFolder(path);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    private void requireOwners() throws IOException, FailureException {
        Owners owners = new Owners(environment);
        if (!Files.exists(project()) || isTrusted()) {
            return;
        }
        Path project = project().toRealPath();
        for (Path each : List.of(project, folder)) {
            if (Files.exists(each, LinkOption.NOFOLLOW_LINKS)
                    && !owners.include(Inode.of(each).owner())) {
                throw refused(
                        each + " belongs to another user, who could have put anything there",
                        Remedy.of(
                                "If you trust its owner, set {}, as with git's safe.directory.",
                                Remedy.shell(Owners.TRUSTED + "=" + ShellWord.quote(project.toString()))));
            }
        }
    }

    private void requireUntracked() throws IOException, FailureException {
        if (GitIndex.tracks(folder)) {
            throw refused(
                    "git tracks files in it: they came with the repository, and appdb keeps there what nobody else makes",
                    Remedy.of(
                            "Look at what is in it, then remove it from git with {}, and delete it.",
                            Remedy.shell("git rm -r --cached " + ShellWord.quote(folder.toString()))));
        }
    }

    private FailureException odd(List<String> problems) {
        List<String> shown = problems.subList(0, Math.min(MOST_SHOWN, problems.size()));
        String more = problems.size() > MOST_SHOWN ? "; and " + (problems.size() - MOST_SHOWN) + " more" : "";
        return refused(
                String.join("; ", shown) + more,
                Remedy.text("Find out where it comes from, then delete it. appdb makes no such thing there."));
    }

    private FailureException refused(String why, Remedy remedy) {
        return Failure.refused("own-folder", "did not use " + folder, why, remedy)
                .asException();
    }

    private FailureException unreadable(IOException e) {
        return Failure.failed(
                        "own-folder",
                        "could not look into " + folder,
                        String.valueOf(e),
                        Remedy.text("Make it readable for yourself, or delete it."))
                .asException(e);
    }

    /** One look at everything in the folder. */
    private final class Look {
        private final Owners owners;
        private final boolean isTrusted;
        private final List<String> problems = new ArrayList<>();

        Look(Owners owners, boolean isTrusted) {
            this.owners = owners;
            this.isTrusted = isTrusted;
        }

        /** @return whether a server's data is in it */
        boolean into(Path directory) throws IOException {
            boolean hasServer = false;
            if (!directory.equals(folder.resolve(RUNS))) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                    for (Path entry : entries) {
                        hasServer |= at(entry);
                    }
                }
            }
            close(directory, owners.isRoot() && hasServer ? PASSABLE : FOLDER_PERMISSIONS);
            return hasServer;
        }

        private boolean at(Path entry) throws IOException {
            String name = folder.relativize(entry).toString();
            boolean isServers = SERVER_DATA.matcher(name).matches();
            Inode inode;
            try {
                inode = Inode.of(entry);
            } catch (NoSuchFileException goneMeanwhile) {
                return false;
            }
            Optional<String> odd = inode.oddity();
            if (odd.isPresent()) {
                problems.add(shown(name) + " " + odd.get());
            } else if (!isServers && !isTrusted && !owners.include(inode.owner())) {
                problems.add(shown(name) + " belongs to another user");
            } else if (!isServers && inode.isFolder()) {
                return into(entry);
            } else if (!isServers) {
                close(entry, FILE_PERMISSIONS);
            }
            return isServers;
        }

        private String shown(String name) {
            return NAME + "/" + name.replaceAll("\\p{Cntrl}", "?");
        }

        /** Takes all rights that others have, and adds none. */
        private void close(Path path, int allowed) throws IOException {
            Inode inode = Inode.of(path);
            if (inode.allowsMoreThan(allowed)) {
                PrivateFile.setPermissions(path, inode.permissions(allowed));
            }
        }
    }
}

package dev.appdb.failure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The commands of appdb that a {@link Remedy} may name, with the flags that it may give them. A test of the command line
 * proves that each is a command there and takes these flags.
 */
public enum Subcommand {
    SETUP("setup", true, "--target", "--resume", "--yes"),
    CONFIGURE("configure", true, "--bucket", "--account", "--account-id", "--overwrite"),
    ADOPT("adopt", true, "--role-manager", "--cluster", "--master-secret"),
    EXTENSIONS_LIST("extensions list", true),
    EXTENSIONS_SET("extensions set", true),
    EXTENSIONS_UNSET("extensions unset", true),
    PLAN("plan", true),
    APPLY("apply", true, "--plan", "--min-capacity", "--target"),
    TEMPLATE("template", true),
    ROLES_PLAN("roles plan", true),
    ROLES_UPDATE("roles update", true, "--allow-login", "--allow-revoke"),
    ROLES_CHECK("roles check", true, "--all", "--probe"),
    ROLES_EXPECT("roles expect", true, "--role", "--schema", "--may", "--why"),
    PASSWORD_ROTATE("password rotate", true, "--user"),
    PASSWORD_SHOW("password show", true, "--user"),
    ACCESS_GRANT("access grant", true),
    ACCESS_LIST("access list", true),
    ACCESS_REVOKE("access revoke", true),
    CONNECT("connect", true, "--as"),
    ENVIRONMENTS("environments", false),
    STATUS("status", true),
    DRIFT("drift", true),
    STOP("stop", true, "--target"),
    DESTROY("destroy", true, "--confirm"),
    RUNS_LIST("runs list", false),
    RUNS_SHOW("runs show", false),
    DOCTOR("doctor", true),
    IAM_POLICY("iam-policy", true, "--for"),
    BOT_MANIFEST("bot manifest", false);

    private static final Set<String> ABOUT_A_DATABASE = Set.of("--app-name", "--environment");

    private final String words;
    private final boolean isAboutADatabase;
    private final List<String> flags;

    Subcommand(String words, boolean isAboutADatabase, String... flags) {
        this.words = words;
        this.isAboutADatabase = isAboutADatabase;
        this.flags = List.of(flags);
    }

    /** Finds the command by its words, such as "roles update". */
    public static Optional<Subcommand> of(String words) {
        return Arrays.stream(values()).filter(each -> each.words.equals(words)).findFirst();
    }

    /** The words that name it on the command line, such as "roles update". */
    public String words() {
        return words;
    }

    /** True if it takes {@code --app-name} and {@code --environment}. */
    public boolean isAboutADatabase() {
        return isAboutADatabase;
    }

    /** The flags that a remedy may give it besides. */
    public List<String> flags() {
        return flags;
    }

    boolean takes(String flag) {
        return flags.contains(flag)
                || isAboutADatabase && (ABOUT_A_DATABASE.contains(flag) || flag.equals("--project"));
    }

    /** The command alone. */
    public Remedy.Command call() {
        return new Remedy.Command(this, List.of());
    }

    /** The command for the database of an app in an environment. */
    public Remedy.Command about(String app, String environment) {
        return call().about(app, environment);
    }

    /** The command with a flag that takes a value, or a word, such as {@code NAME=on}, and an empty value. */
    public Remedy.Command with(String flag, String value) {
        return call().with(flag, value);
    }
}

package dev.appdb.bot.command;

import dev.appdb.plan.Risk;
import dev.appdb.setting.SetupForm;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** A word with two hyphens that changes how a command is done. */
public enum Flag {
    PRIVATE("--private", "", "only you see the answer"),
    PROBE("--probe", "", "also try it, in a transaction that is rolled back"),
    NO_ROLES("--no-roles", "", "only deploy: neither update the roles nor check them"),
    TARGET("--target", SetupForm.TARGET, "where the database lives"),
    SERVER_URL("--server-url", SetupForm.SERVER_URL, "where the server is, without a password"),
    POSTGRES_VERSION("--postgres-version", SetupForm.POSTGRES_VERSION, "the major version of PostgreSQL"),
    REGION("--region", SetupForm.REGION, "the AWS Region"),
    MIN_CAPACITY("--min-capacity", SetupForm.MIN_CAPACITY, "the minimum ACU of an instance"),
    MAX_CAPACITY("--max-capacity", SetupForm.MAX_CAPACITY, "the maximum ACU of an instance"),
    UNTIL("--until", Argument.UNTIL.id(), "when it ends, such as 2h, 3d or 2026-12-01"),
    ALLOW_REPLACE("--allow-replace", "name", "the resource that may lose its data; may be given again"),
    ALLOW_UPGRADE(Risk.MAJOR_UPGRADE.permission(), "", "lets the plan upgrade to another major"),
    ALLOW_UNPROTECTED(Risk.UNPROTECTED.permission(), "", "lets the plan switch deletion protection off"),
    ALLOW_UNENCRYPTED(Risk.UNENCRYPTED.permission(), "", "lets the plan switch encryption off"),
    BREAK_GLASS("--break-glass", "", "go through a freeze and without approvals, where the policy lets you"),
    REASON("--reason", Argument.REASON.id(), "why; takes all words up to the next flag");

    private final String word;
    private final String value;
    private final String help;

    Flag(String word, String value, String help) {
        this.word = word;
        this.value = value;
        this.help = help;
    }

    static Optional<Flag> of(String word, Collection<Flag> among) {
        return among.stream().filter(flag -> flag.word.equals(word)).findFirst();
    }

    /** The flags whose value answers a question of the set-up form. */
    static Collection<Flag> answering() {
        return Arrays.asList(TARGET, SERVER_URL, POSTGRES_VERSION, REGION, MIN_CAPACITY, MAX_CAPACITY);
    }

    /** As it is typed, such as {@code --probe}. */
    public String word() {
        return word;
    }

    /** What its value is called, which is the question's id where there is one; empty if it has no value. */
    public String value() {
        return value;
    }

    public String help() {
        return help;
    }

    public boolean takesValue() {
        return !value.isEmpty();
    }
}

package dev.appdb.setting;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The commands about one database: those that settings may be given to. */
public enum CommandId {
    SETUP("setup"),
    CONFIGURE("configure"),
    EXTENSIONS_LIST("extensions list"),
    EXTENSIONS_SET("extensions set"),
    PLAN("plan"),
    APPLY("apply"),
    TEMPLATE("template"),
    ROLES_UPDATE("roles update"),
    ROLES_CHECK("roles check"),
    CONNECT("connect"),
    STATUS("status"),
    DRIFT("drift"),
    STOP("stop"),
    DESTROY("destroy"),
    DOCTOR("doctor"),
    IAM_POLICY("iam-policy");

    static final Set<CommandId> ALL = Collections.unmodifiableSet(EnumSet.allOf(CommandId.class));

    /** Those that remember what they are given. */
    static final Set<CommandId> CONFIGURING = of(SETUP, CONFIGURE);

    /** Those for which it matters what would be deployed, beside the configuring ones, which remember it. */
    static final Set<CommandId> DEPLOYING = and(CONFIGURING, PLAN, APPLY, TEMPLATE);

    /** Those for which it matters which users and which schema there are. */
    static final Set<CommandId> USING_ROLES = and(DEPLOYING, ROLES_UPDATE, ROLES_CHECK, CONNECT, DOCTOR);

    /** Those that work in the AWS account. */
    static final Set<CommandId> IN_THE_ACCOUNT = except(STOP, TEMPLATE);

    private final String words;

    CommandId(String words) {
        this.words = words;
    }

    /** As it is typed, such as {@code roles update}. */
    public String words() {
        return words;
    }

    /** The command that is typed so; empty if it is none about one database. */
    public static Optional<CommandId> of(String words) {
        return Arrays.stream(values()).filter(id -> id.words.equals(words)).findFirst();
    }

    static Set<CommandId> of(CommandId first, CommandId... others) {
        return Collections.unmodifiableSet(EnumSet.of(first, others));
    }

    static Set<CommandId> and(Set<CommandId> some, CommandId... others) {
        Set<CommandId> all = EnumSet.copyOf(some);
        Collections.addAll(all, others);
        return Collections.unmodifiableSet(all);
    }

    static Set<CommandId> except(CommandId first, CommandId... others) {
        return Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(first, others)));
    }
}

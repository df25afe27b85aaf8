package dev.appdb.bot.command;

import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Guardrail;
import dev.appdb.plan.Risk;
import dev.appdb.setting.Setting;
import dev.appdb.setting.SettingType;
import dev.appdb.setting.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A word with two hyphens that changes how a command is done, or gives a setting of the table {@link Settings}. In the
 * order of {@link #ALL}.
 *
 * @param word as it is typed, such as {@code --probe}
 * @param value what its value is called; empty if it has no value
 * @param help a phrase without a full stop
 * @param setting what it gives; empty if it is one of the bot's own
 * @param whole the setting's value where the flag is the whole of it
 */
public record Flag(String word, String value, String help, Optional<Setting<?>> setting, String whole)
        implements Comparable<Flag> {
    public static final Flag PRIVATE = own("--private", "", "only you see the answer");
    public static final Flag PROBE =
            own("--probe", "", "also try the privileges, in a transaction that is rolled back");
    public static final Flag NO_ROLES = own("--no-roles", "", "deploy only: don't update or check the roles");
    public static final Flag UNTIL = own("--until", Argument.UNTIL.id(), "the end, such as 2h, 3d or 2026-12-01");
    public static final Flag ALLOW_REPLACE =
            own("--allow-replace", "name", "a resource that may be replaced and lose its data; repeatable");
    public static final Flag ALLOW_REVOKE =
            own(Guardrail.ALLOW_REVOKE, "role", "a role, or PUBLIC, that may lose rights; repeatable");
    public static final Flag ALLOW_LOGIN = own(
            Guardrail.ALLOW_LOGIN,
            "user",
            "a user that may log in again, though somebody closed its login; repeatable");
    public static final Flag LOCK_TIMEOUT =
            own("--lock-timeout", "seconds", "the longest wait for a lock in the database, 1 to 3600; default: 30");
    public static final Flag ADDITIVE =
            own("--additive", "", "in the database only create and grant, and take nothing away");
    public static final Flag ALLOW_UPGRADE =
            own(Risk.MAJOR_UPGRADE.permission(), "", "allow an upgrade to another major version");
    public static final Flag ALLOW_UNPROTECTED =
            own(Risk.UNPROTECTED.permission(), "", "allow turning off deletion protection");
    public static final Flag ALLOW_UNENCRYPTED = own(Risk.UNENCRYPTED.permission(), "", "allow turning off encryption");
    public static final Flag ALLOW_INGRESS =
            own(Risk.OTHERS_GROUP.permission(), "", "allow a rule in a security group of an adopted database's owner");
    public static final Flag BREAK_GLASS =
            own("--break-glass", "", "bypass freezes and approvals, where the policy allows it");
    public static final Flag AS = own("--as", "user", "reader, app, or a reader's name, whose rights the person gets");
    public static final Flag FOR = own("--for", "time", "from 1m to 7d, such as 2h; counted from the request");
    public static final Flag REASON =
            own("--reason", Argument.REASON.id(), "the reason: all words up to the next flag");

    /**
     * The settings that a set-up takes as flags: all that can be said in Slack, but for those that have words of their own.
     * The other commands work with what was set up, which was planned and approved.
     */
    static final List<Flag> SETTINGS = Settings.on(Subcommand.SETUP).stream()
            .filter(Setting::inSlack)
            .filter(setting -> !hasOwnWords(setting))
            .flatMap(Flag::giving)
            .toList();

    /** The one that says where the database lives. */
    public static final Flag TARGET = SETTINGS.stream()
            .filter(flag -> flag.gives(Settings.TARGET))
            .findFirst()
            .orElseThrow();

    public static final List<Flag> ALL = Stream.of(
                    Stream.of(PRIVATE, PROBE, NO_ROLES, ADDITIVE),
                    SETTINGS.stream(),
                    Stream.of(
                            AS,
                            FOR,
                            UNTIL,
                            ALLOW_REPLACE,
                            ALLOW_REVOKE,
                            ALLOW_LOGIN,
                            LOCK_TIMEOUT,
                            ALLOW_UPGRADE,
                            ALLOW_UNPROTECTED,
                            ALLOW_UNENCRYPTED,
                            ALLOW_INGRESS,
                            BREAK_GLASS,
                            REASON))
            .flatMap(flags -> flags)
            .toList();

    private static Flag own(String word, String value, String help) {
        return new Flag(word, value, help, Optional.empty(), "");
    }

    /** App and environment have their places; extensions are typed as {@code vector=on}. */
    private static boolean hasOwnWords(Setting<?> setting) {
        return setting.type().form() == SettingType.Form.WORDS
                || Set.of(Argument.APP.id(), Argument.ENVIRONMENT.id()).contains(setting.id());
    }

    /** A switch has two flags, one for each of its values. */
    private static Stream<Flag> giving(Setting<?> setting) {
        return setting.isSwitch()
                ? Stream.of("true", "false")
                        .map(text -> new Flag(
                                setting.flag(text),
                                "",
                                text.equals("true") ? setting.phrase() : "the opposite of " + setting.flag(),
                                Optional.of(setting),
                                text))
                : Stream.of(new Flag(
                        setting.flag(), setting.type().paramLabel(), setting.phrase(), Optional.of(setting), ""));
    }

    static Optional<Flag> of(String word, Collection<Flag> among) {
        return among.stream().filter(flag -> flag.word.equals(word)).findFirst();
    }

    boolean gives(Setting<?> other) {
        return setting.equals(Optional.of(other));
    }

    /** True if the flag gives a setting that the setup form asks for. */
    boolean isAsked() {
        return setting.filter(each -> !each.askedFor().isEmpty()).isPresent();
    }

    /** True if both flags give the same setting, so that a command has at most one of them. */
    boolean excludes(Flag other) {
        return setting.isPresent() && setting.equals(other.setting);
    }

    /** Returns whether a command may have it more than once; then its value is one of each line. */
    boolean isRepeatable() {
        return equals(ALLOW_REPLACE) || equals(ALLOW_REVOKE) || equals(ALLOW_LOGIN);
    }

    public boolean takesValue() {
        return !value.isEmpty();
    }

    @Override
    public int compareTo(Flag other) {
        return Integer.compare(ALL.indexOf(this), ALL.indexOf(other));
    }

    @Override
    public String toString() {
        return word;
    }
}

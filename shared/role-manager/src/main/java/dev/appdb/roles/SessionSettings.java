package dev.appdb.roles;

import dev.appdb.roles.CatalogSnapshot.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings with which a user's sessions begin, as the master takes them over for a while inside a transaction.
 *
 * <p>Those that only a superuser may set are left out, and those that would take the master's session away from it: another
 * role, another search_path, and the time-outs that end sessions. Rule D08 judges these.
 */
final class SessionSettings {
    private static final Set<String> LEFT_OUT = Set.of(
            "search_path",
            "role",
            "session_authorization",
            "transaction_timeout",
            "idle_session_timeout",
            "idle_in_transaction_session_timeout");

    private static final String READ_ONLY_NOW = "transaction_read_only";

    private final List<Setting> settings;

    private SessionSettings(List<Setting> settings) {
        this.settings = settings;
    }

    static SessionSettings of(Situation situation, String user) {
        boolean isReader = situation.spec().readers().contains(user);
        return new SessionSettings(SettingRules.effective(situation, user).stream()
                .filter(setting -> !LEFT_OUT.contains(setting.name()))
                .filter(setting -> !(isReader && setting.name().equals(SettingRules.READ_ONLY)))
                .toList());
    }

    /** The statement that takes them over and keeps what was set before. */
    Optional<String> begin() {
        return settings.isEmpty()
                ? Optional.empty()
                : Optional.of("SELECT set_config('appdb.before_' || v.name, current_setting(v.name), true),"
                        + " set_config(v.name, v.value, true)" + settable());
    }

    /** The statement that goes back; a transaction that is read-only stays so. */
    Optional<String> end() {
        return settings.isEmpty()
                ? Optional.empty()
                : Optional.of("SELECT set_config(v.name, current_setting('appdb.before_' || v.name), true)" + settable()
                        + " AND v.name <> " + SqlText.literal(READ_ONLY_NOW));
    }

    private String settable() {
        return settings.stream()
                .map(setting ->
                        "(" + SqlText.literal(nowNamed(setting)) + ", " + SqlText.literal(setting.value()) + ")")
                .collect(Collectors.joining(
                        ", ",
                        " FROM (VALUES ",
                        ") AS v (name, value) JOIN pg_catalog.pg_settings s ON s.name = v.name AND s.context = 'user'"
                                + " WHERE true"));
    }

    /** The defaults for transactions are for later ones; this one has settings of its own. */
    private static String nowNamed(Setting setting) {
        return setting.name().equals(SettingRules.READ_ONLY) ? READ_ONLY_NOW : setting.name();
    }
}

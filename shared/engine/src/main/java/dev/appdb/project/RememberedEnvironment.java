package dev.appdb.project;

import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import dev.appdb.setting.RememberedField;
import dev.appdb.setting.Setting;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import java.util.stream.Collectors;

/**
 * The settings that {@code infra/<APP>/appdb/<environment>.json} remembers of an environment; no secret is ever in it.
 *
 * @param values those that are remembered; defaults that need not be written are left out
 */
public record RememberedEnvironment(SettingValues values) {

    /** @throws IllegalArgumentException if something is missing for the target that needs it, or too much */
    public RememberedEnvironment {
        SettingValues all = values;
        Target target = all.orDefault(Settings.TARGET);
        if (target == Target.SERVER && all.get(Settings.SERVER_URL).isEmpty()) {
            throw new IllegalArgumentException("target server needs \"server_url\"");
        }
        String elsewhere = all.settings().stream()
                .filter(setting -> isOfAnother(target, setting))
                .map(setting -> "\"" + setting.field().orElseThrow().top() + "\" goes with target "
                        + setting.targetNames() + " only, not with " + target)
                .distinct()
                .collect(Collectors.joining("; "));
        if (!elsewhere.isEmpty()) {
            throw new IllegalArgumentException(elsewhere);
        }
        values = all.only(setting -> isWritten(setting, all));
    }

    /** True if a setting belongs to one other target alone. */
    private static boolean isOfAnother(Target target, Setting<?> setting) {
        return setting.field().isPresent()
                && setting.targets().size() == 1
                && !setting.targets().contains(target);
    }

    private static boolean isWritten(Setting<?> setting, SettingValues values) {
        return setting.field()
                .filter(field ->
                        field.presence() != RememberedField.Presence.UNLESS_DEFAULT || !values.isDefault(setting))
                .isPresent();
    }

    /** The part of a request that is worth remembering: not what its target has no use for. */
    public static RememberedEnvironment of(DatabaseRequest request) {
        return new RememberedEnvironment(SettingValues.of(request));
    }

    public Target target() {
        return values.orDefault(Settings.TARGET);
    }
}

package dev.appdb.project;

import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import dev.appdb.setting.RememberedField;
import dev.appdb.setting.Setting;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The settings that {@code infra/<APP>/appdb/<environment>.json} remembers of an environment; no secret is ever in it.
 *
 * @param values those that are remembered
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
        values = all.only(setting -> setting.field().isPresent());
    }

    /** True if a setting belongs to one other target alone. */
    private static boolean isOfAnother(Target target, Setting<?> setting) {
        return setting.field().isPresent()
                && setting.targets().size() == 1
                && !setting.targets().contains(target);
    }

    /** The part of a request that is worth remembering: not what its target has no use for, and no needless defaults. */
    public static RememberedEnvironment of(DatabaseRequest request) {
        return of(request, setting -> false);
    }

    /** @param declared the settings that the project's files declare, so that a default is not what goes without saying */
    static RememberedEnvironment of(DatabaseRequest request, Predicate<Setting<?>> declared) {
        return new RememberedEnvironment(SettingValues.of(request)).concise(declared);
    }

    /** The same without defaults that need not be written. */
    RememberedEnvironment concise(Predicate<Setting<?>> declared) {
        return new RememberedEnvironment(values.only(setting -> setting.field()
                .filter(field -> field.presence() != RememberedField.Presence.UNLESS_DEFAULT
                        || !values.isDefault(setting)
                        || declared.test(setting))
                .isPresent()));
    }

    public Target target() {
        return values.orDefault(Settings.TARGET);
    }
}

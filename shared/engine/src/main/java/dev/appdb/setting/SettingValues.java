package dev.appdb.setting;

import dev.appdb.request.AuroraSettings;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.Monitor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The values of settings. Immutable. */
public final class SettingValues {
    public static final SettingValues NONE = new SettingValues(Map.of());

    private final Map<Setting<?>, Object> values;

    private SettingValues(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    /** All that a request says. */
    public static SettingValues of(DatabaseRequest request) {
        SettingValues all = NONE;
        for (Setting<?> setting : Settings.ALL) {
            all = all.withThatOf(setting, request);
        }
        return all;
    }

    private <T> SettingValues withThatOf(Setting<T> setting, DatabaseRequest request) {
        return setting.in(request).map(value -> with(setting, value)).orElse(this);
    }

    public <T> SettingValues with(Setting<T> setting, T value) {
        Map<Setting<?>, Object> more = new LinkedHashMap<>(values);
        more.put(setting, value);
        return new SettingValues(more);
    }

    /** @throws IllegalArgumentException if the text is not valid, in the words of the value type */
    public <T> SettingValues parsed(Setting<T> setting, String text) {
        return with(setting, setting.parse(text));
    }

    /** These and others; where both have a value, the other one. */
    public SettingValues and(SettingValues others) {
        Map<Setting<?>, Object> more = new LinkedHashMap<>(values);
        more.putAll(others.values);
        return new SettingValues(more);
    }

    public SettingValues only(Predicate<Setting<?>> kept) {
        Map<Setting<?>, Object> fewer = new LinkedHashMap<>(values);
        fewer.keySet().removeIf(kept.negate());
        return new SettingValues(fewer);
    }

    public Collection<Setting<?>> settings() {
        return values.keySet();
    }

    @SuppressWarnings("unchecked") // with() lets only a T in
    public <T> Optional<T> get(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    /** The value, or the default of a setting that has one. */
    public <T> T orDefault(Setting<T> setting) {
        return get(setting).or(setting::byDefault).orElseThrow(() -> new IllegalStateException("no " + setting));
    }

    /** Compares texts, since the first comparison of two records takes Java longer than all others of a short command. */
    public <T> boolean isDefault(Setting<T> setting) {
        return text(setting).equals(setting.byDefault().map(setting.type()::print));
    }

    /** As its flag takes it. */
    public <T> Optional<String> text(Setting<T> setting) {
        return get(setting).map(setting.type()::print);
    }

    /** @throws IllegalArgumentException naming everything that does not go together */
    public AuroraSettings cluster() {
        AuroraSettings.Builder cluster = AuroraSettings.builder();
        values.keySet().forEach(setting -> put(setting, cluster));
        return cluster.build();
    }

    private <T> void put(Setting<T> setting, AuroraSettings.Builder cluster) {
        get(setting).ifPresent(value -> setting.put(value, cluster));
    }

    /** @throws IllegalArgumentException if one name is another's, too */
    public DatabaseNames names() {
        return new DatabaseNames(
                orDefault(Settings.DATABASE),
                orDefault(Settings.SCHEMA),
                orDefault(Settings.APP_USER),
                orDefault(Settings.MIGRATOR_USER),
                new TreeSet<>(orDefault(Settings.READER)));
    }

    /**
     * The request that they make.
     *
     * @throws IllegalArgumentException if something is missing or too much for the target
     */
    public DatabaseRequest request() {
        return new DatabaseRequest(
                orDefault(Settings.APP_NAME),
                orDefault(Settings.ENVIRONMENT),
                orDefault(Settings.TARGET),
                orDefault(Settings.POSTGRES_VERSION),
                cluster(),
                names(),
                orDefault(Settings.MODULE),
                get(Settings.REGION),
                get(Settings.SERVER_URL),
                orDefault(Settings.EXTENSIONS).switches(),
                orDefault(Settings.KEEP_CONNECT),
                orDefault(Settings.EXPECT),
                get(Settings.MONITOR_USER)
                        .map(user -> new Monitor(
                                user, get(Settings.SERVER_URL).orElseThrow().user())));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettingValues those && values.equals(those.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}

package dev.appdb.cli.option;

import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answers;
import dev.appdb.setting.Setting;
import dev.appdb.setting.SettingType;
import dev.appdb.setting.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The flags of a command about a database: its project, and each setting that can have an effect on the command. */
public final class DatabaseOptions {
    @Option(
            names = "--project",
            paramLabel = "DIR",
            description =
                    "The project's folder, the one that has infra/. Default: APPDB_PROJECT, or the nearest such folder"
                            + " above the current one.")
    @Nullable
    public Path project;

    private final Subcommand command;
    private final Map<Setting<?>, Object> values = new LinkedHashMap<>();

    public DatabaseOptions(Subcommand command) {
        this.command = command;
    }

    public Subcommand command() {
        return command;
    }

    /** Adds an option for each setting that the command takes. */
    public void addTo(CommandSpec spec) {
        Settings.on(command).forEach(setting -> spec.addOption(option(setting)));
    }

    private OptionSpec option(Setting<?> setting) {
        String[] names = setting.shortFlag().isEmpty()
                ? new String[] {setting.flag()}
                : new String[] {setting.flag(), setting.shortFlag()};
        OptionSpec.Builder option = OptionSpec.builder(names)
                .description(setting.optionHelp().replace("%", "%%"))
                .getter(new IGetter() {
                    @Override
                    @SuppressWarnings("unchecked") // picocli's own signature, which takes any object
                    public <T> @Nullable T get() {
                        return (T) values.get(setting);
                    }
                })
                .setter(new ISetter() {
                    @Override
                    public <T> T set(T value) {
                        return put(setting, value);
                    }
                });
        return switch (setting.type().form()) {
            case SWITCH -> option.type(Boolean.class).arity("0").negatable(true).build();
            case WORDS, LIST ->
                option.type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel(setting.type().paramLabel())
                        .build();
            case ONE_WORD ->
                option.type(String.class)
                        .arity("1")
                        .paramLabel(setting.type().paramLabel())
                        .build();
        };
    }

    private <T> T put(Setting<?> setting, T value) {
        if (value == null) {
            values.remove(setting);
        } else {
            values.put(setting, value);
        }
        return value;
    }

    /** The settings that were given, with their flags as the source. */
    public Answers given() {
        Answers answers = Answers.NONE;
        for (Setting<?> setting : Settings.ALL) {
            Optional<String> value = value(setting);
            answers = value.isPresent() ? answers.with(setting.id(), value.get(), setting.flag(value.get())) : answers;
        }
        return answers;
    }

    /** The value of a setting as it was given, not validated. */
    public Optional<String> value(Setting<?> setting) {
        Object value = values.get(setting);
        if (value instanceof List<?> several) {
            String between = setting.type().form() == SettingType.Form.LIST ? "," : " ";
            return Optional.of(several.stream().map(String::valueOf).collect(Collectors.joining(between)));
        }
        return Optional.ofNullable(value).map(String::valueOf);
    }
}

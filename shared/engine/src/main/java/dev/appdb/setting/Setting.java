package dev.appdb.setting;

import dev.appdb.failure.Subcommand;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.Capacity;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One thing that can be said about a database: a row of the table {@link Settings}, from which every front end takes its
 * flag, its question and what it remembers. No setting is a secret: values stand in files, journals and messages. Passwords
 * come from where PostgreSQL's own clients take them.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {
    private static final String NO = "--no-";

    private final String id;
    private final SettingType<T> type;
    private String label = "";
    private String help = "";
    private String shortFlag = "";
    private Optional<T> byDefault = Optional.empty();
    private String defaultText = "";
    private String variable = "";
    private Set<Target> targets = EnumSet.allOf(Target.class);
    private final Map<Target, String> reasonsAgainst = new EnumMap<>(Target.class);
    private Set<Target> askedFor = EnumSet.noneOf(Target.class);
    private Set<Subcommand> commands = Commands.ALL;
    private boolean inSlack = true;
    private Optional<RememberedField> field = Optional.empty();
    private String declaredName = "";
    private Function<String, Optional<String>> declaredValue = Optional::of;
    private Function<DatabaseRequest, Optional<T>> inRequest = request -> Optional.empty();
    private Optional<BiConsumer<AuroraSettings.Builder, T>> intoCluster = Optional.empty();

    /** A row with nothing but an id and a type; the rest is said while the table is put together, and never after. */
    Setting(String id, SettingType<T> type) {
        this.id = id;
        this.type = type;
    }

    /** @param words a phrase that begins with a capital and ends without a full stop */
    Setting<T> says(String aLabel, String words) {
        label = aLabel;
        help = words;
        return this;
    }

    Setting<T> shortFlag(String flag) {
        shortFlag = flag;
        return this;
    }

    Setting<T> byDefault(T value) {
        byDefault = Optional.of(value);
        return defaultText(type.print(value));
    }

    /** The default in words, where it is no fixed value. */
    Setting<T> defaultText(String words) {
        defaultText = words;
        return this;
    }

    /** The environment variable that gives a default to people and pipelines, before all others. */
    Setting<T> variable(String name) {
        variable = name;
        return this;
    }

    /** The targets that it goes with; all unless said. */
    Setting<T> with(Target first, Target... others) {
        targets = EnumSet.of(first, others);
        return this;
    }

    /** Not taken on a target, and why people can do without it there: a sentence that continues one. */
    Setting<T> notNeededOn(Target target, String why) {
        reasonsAgainst.put(target, why);
        return this;
    }

    /** Asked whenever it can be said. */
    Setting<T> asked() {
        askedFor = EnumSet.copyOf(targets);
        return this;
    }

    Setting<T> askedFor(Target target) {
        askedFor = EnumSet.of(target);
        return this;
    }

    /** The commands on which it can have an effect; all unless said. */
    Setting<T> on(Set<Subcommand> some) {
        commands = some;
        return this;
    }

    /** Left to those who run the bot. */
    Setting<T> notInSlack() {
        inSlack = false;
        return this;
    }

    Setting<T> remembered(String path, RememberedField.Json json, RememberedField.Presence presence) {
        field = Optional.of(new RememberedField(path, json, presence));
        return this;
    }

    /** Given by no flag and to no front end: a command of its own writes it. */
    Setting<T> onlyRemembered(String path, RememberedField.Json json, T unlessThis) {
        return byDefault(unlessThis)
                .on(Set.of())
                .notInSlack()
                .remembered(path, json, RememberedField.Presence.UNLESS_DEFAULT);
    }

    /** Declared under this name in the project's Terraform files, in the way that its flag takes it. */
    Setting<T> declared(String name) {
        return declared(name, Optional::of);
    }

    /**
     * Declared under this name in the project's Terraform files.
     *
     * @param asFlag the declared value as its flag takes it; empty if it says nothing about the setting
     */
    Setting<T> declared(String name, Function<String, Optional<String>> asFlag) {
        declaredName = name;
        declaredValue = asFlag;
        return this;
    }

    Setting<T> inRequest(Function<DatabaseRequest, Optional<T>> reading) {
        inRequest = reading;
        return this;
    }

    Setting<T> inCluster(Function<AuroraSettings, Optional<T>> reading, BiConsumer<AuroraSettings.Builder, T> writing) {
        intoCluster = Optional.of(writing);
        return inRequest(request -> reading.apply(request.aurora()));
    }

    /** Its name among answers, which is its flag without the hyphens. */
    public String id() {
        return id;
    }

    public SettingType<T> type() {
        return type;
    }

    public String label() {
        return label;
    }

    /** Such as {@code --app-name}. */
    public String flag() {
        return "--" + id;
    }

    /** Such as {@code -a}; empty if there is none. */
    public String shortFlag() {
        return shortFlag;
    }

    /** The environment variable that gives its default; empty if none does. */
    public String variable() {
        return variable;
    }

    public boolean isSwitch() {
        return type.form() == SettingType.Form.SWITCH;
    }

    /** The flag that says this value, which for a switch is the whole of it. */
    public String flag(String text) {
        return isSwitch() && text.equals("false") ? negatedFlag() : flag();
    }

    /** Such as {@code --no-temporary}. */
    public String negatedFlag() {
        return NO + id;
    }

    public Optional<T> byDefault() {
        return byDefault;
    }

    /** The default as help shows it: the value, or where it comes from; empty if there is none. */
    public String defaultText() {
        return declaredName.isEmpty() || defaultText.isEmpty()
                ? defaultText
                : declaredName + " in the project's files, else " + defaultText;
    }

    /** The name that it has in the project's Terraform files; empty if they do not declare it. */
    public String declaredName() {
        return declaredName;
    }

    public boolean isDeclared() {
        return !declaredName.isEmpty();
    }

    /**
     * A declared value as its flag takes it; empty if it says nothing about the setting.
     *
     * @throws IllegalArgumentException if it is not valid, in the words of the value type
     */
    public Optional<T> ofDeclared(String value) {
        return declaredValue.apply(value).map(this::parse);
    }

    /** The help under a question: what it is, and its range. */
    public String questionHelp() {
        return help + (type.range().isEmpty() ? "" : ", " + type.range());
    }

    /** The help within a sentence: what it is, its range, and with which target. */
    public String phrase() {
        return continuing(questionHelp())
                + (targets.size() == Target.values().length ? "" : ", with --target " + targetNames());
    }

    /** The help of its flag: with which target, what it is, its range and its default. */
    public String optionHelp() {
        String phrase = questionHelp();
        String whole = targets.size() == Target.values().length
                ? phrase
                : "With --target " + targetNames() + ": " + continuing(phrase);
        String given = variable.isEmpty() ? defaultText() : variable + ", or " + defaultText();
        return whole + "." + (given.isEmpty() ? "" : " Default: " + given + ".");
    }

    /** The label within a sentence. */
    public String words() {
        return continuing(label);
    }

    /** The phrase within a sentence: with a small first letter, unless the word is a name or an abbreviation. */
    private static String continuing(String phrase) {
        String rest = phrase.split(" ", 2)[0].substring(Math.min(1, phrase.length()));
        return !rest.isEmpty() && rest.equals(rest.toLowerCase(Locale.ROOT))
                ? phrase.substring(0, 1).toLowerCase(Locale.ROOT) + phrase.substring(1)
                : phrase;
    }

    public Set<Target> targets() {
        return Collections.unmodifiableSet(targets);
    }

    /** The targets that it goes with, for a sentence: {@code local or aws}. */
    public String targetNames() {
        return targets.stream().map(Target::toString).collect(Collectors.joining(" or "));
    }

    /** The refusal where it is given for a target that it does not go with. */
    public String refusalOn(Target target) {
        String why = reasonsAgainst.getOrDefault(target, "");
        return "goes with target " + targetNames() + " only, not with " + target
                + (why.isEmpty() ? "" : ": there " + why);
    }

    /** The targets for which people are asked for it; empty if they never are. */
    public Set<Target> askedFor() {
        return Collections.unmodifiableSet(askedFor);
    }

    public Set<Subcommand> commands() {
        return commands;
    }

    /** The commands that take it, for a sentence. */
    public String commandNames() {
        return Arrays.stream(Subcommand.values())
                .filter(commands::contains)
                .map(Subcommand::words)
                .collect(Collectors.joining(", "));
    }

    /** True if it can be said in Slack. */
    public boolean inSlack() {
        return inSlack;
    }

    /** The field in which it is remembered; empty if it is given anew each time. */
    public Optional<RememberedField> field() {
        return field;
    }

    /** Its value in a request; empty if requests do not have it, or not for their target. */
    public Optional<T> in(DatabaseRequest request) {
        boolean isOfUse = targets.contains(request.target())
                && (request.aurora().adopted().isEmpty() || !OwnCluster.has(this));
        return isOfUse ? inRequest.apply(request) : Optional.empty();
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if it is not valid by itself, whatever other settings say; in the value type's words
     */
    public T parse(String text) {
        T value = type.parse(text);
        AuroraSettings.Builder widest = AuroraSettings.builder();
        widest.minAcu(Capacity.LOWEST_ACU);
        widest.maxAcu(Capacity.HIGHEST_ACU);
        put(value, widest);
        widest.build();
        return value;
    }

    void put(T value, AuroraSettings.Builder cluster) {
        intoCluster.ifPresent(writing -> writing.accept(cluster, value));
    }

    @Override
    public String toString() {
        return id;
    }
}

package dev.appdb.setting;

import dev.appdb.request.DatabaseNames;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The way in which a setting's value is written and read.
 *
 * @param form how many words it takes
 * @param paramLabel what stands for the value in help, such as {@code ARN}; empty for a switch
 * @param range the values there are, such as {@code 0 to 15}; empty where the help says it
 * @param reader makes the value of a text, or refuses it with the value type's own message
 * @param printer writes a value so that the reader reads it back
 */
public record SettingType<T>(
        Form form, String paramLabel, String range, Function<String, T> reader, Function<T, String> printer) {
    /** Takes away what is remembered or deployed. */
    private static final String NONE = "none";

    /** The number of words that a value takes. */
    public enum Form {
        ONE_WORD,
        /** No word: the flag itself, or its negation with {@code --no-}, is the value. */
        SWITCH,
        /** Any number of words; the flag can be repeated. */
        WORDS,
        /** One word, which may be several values with commas between; the flag can be repeated. */
        LIST
    }

    static <T> SettingType<T> of(String paramLabel, Function<String, T> reader) {
        return new SettingType<>(Form.ONE_WORD, paramLabel, "", reader, String::valueOf);
    }

    /** Reads a whole number.
     *
     * @param what it is, for the message that refuses another text
     */
    private static Function<String, Integer> number(String what) {
        return text -> {
            if (!text.matches("[0-9]{1,9}")) {
                throw new IllegalArgumentException("\"" + text + "\" is not " + what);
            }
            return Integer.parseInt(text);
        };
    }

    static SettingType<Boolean> onOrOff() {
        return new SettingType<>(Form.SWITCH, "", "", SettingType::bool, String::valueOf);
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("\"" + text + "\" is not true or false");
        }
        return text.equals("true");
    }

    /** @param what it is, for the message that refuses another text */
    static SettingType<Integer> wholeNumber(String paramLabel, String what) {
        return of(paramLabel, number(what));
    }

    static SettingType<Duration> seconds() {
        return of("SECONDS", number("a number of seconds").andThen(Duration::ofSeconds))
                .printedBy(time -> Long.toString(time.toSeconds()));
    }

    /** The name of a file, which need not be there. */
    static SettingType<Path> file(String paramLabel) {
        return of(paramLabel, SettingType::path);
    }

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the name of a file is missing");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no name of a file", e);
        }
    }

    static <T> SettingType<T> words(String paramLabel, Function<String, T> reader) {
        return new SettingType<>(Form.WORDS, paramLabel, "", reader, String::valueOf);
    }

    /** Names with commas between. */
    static SettingType<List<String>> names(String paramLabel, UnaryOperator<List<String>> reader) {
        return new SettingType<>(
                Form.LIST,
                paramLabel,
                "",
                text -> reader.apply(Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList()),
                names -> String.join(",", names));
    }

    /** The same, or {@code none}. */
    SettingType<Optional<T>> orNone() {
        return new SettingType<>(
                form,
                paramLabel,
                range,
                text -> text.equals(NONE) ? Optional.empty() : Optional.of(reader.apply(text)),
                value -> value.map(printer).orElse(NONE));
    }

    /** The same, refusing further values.
     *
     * @param check returns its argument, or throws an {@link IllegalArgumentException} that says what is wrong with it
     */
    SettingType<T> checked(UnaryOperator<T> check) {
        return new SettingType<>(form, paramLabel, range, reader.andThen(check), printer);
    }

    SettingType<T> in(String values) {
        return new SettingType<>(form, paramLabel, values, reader, printer);
    }

    SettingType<T> printedBy(Function<T, String> otherPrinter) {
        return new SettingType<>(form, paramLabel, range, reader, otherPrinter);
    }

    /** @throws IllegalArgumentException if the text is not valid, in the words that a person sees */
    public T parse(String text) {
        return reader.apply(text);
    }

    public String print(T value) {
        return printer.apply(value);
    }

    /** The name of the service's user, if it is valid. */
    static String appUser(String name) {
        return new DatabaseNames("app", "app", name, otherThan(name)).appUser();
    }

    /** The name of the migrations' user, if it is valid. */
    static String migratorUser(String name) {
        return new DatabaseNames("app", "app", otherThan(name), name).migratorUser();
    }

    /** A name that a user may have beside one of this name. */
    private static String otherThan(String name) {
        return name.equals("other") ? "another" : "other";
    }
}

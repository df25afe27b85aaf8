package dev.appdb.failure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A remedy's parts as flat objects of strings, for JSON: <code>{"text":"Run "}</code>,
 * <code>{"command":"plan","--app-name":"shop","--environment":"dev"}</code>,
 * <code>{"again":"the same command"}</code>, <code>{"sql":"…","role":"a superuser"}</code>, <code>{"shell":"chmod 600 x"}</code>,
 * <code>{"option":"--confirm","value":"shop-dev"}</code>.
 */
public final class RemedyFields {
    private RemedyFields() {}

    /** The parts, in order. */
    public static List<Map<String, String>> of(Remedy remedy) {
        return remedy.parts().stream().map(RemedyFields::of).toList();
    }

    private static Map<String, String> of(Remedy.Part part) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (part instanceof Remedy.Text words) {
            fields.put("text", words.text());
        } else if (part instanceof Remedy.Command command) {
            fields.put("command", command.subcommand().words());
            command.options().forEach(option -> fields.put(option.name(), option.value()));
        } else if (part instanceof Remedy.Again) {
            fields.put("again", "the same command");
        } else if (part instanceof Remedy.Sql sql) {
            fields.put("sql", sql.statement());
            fields.put("role", sql.role());
        } else if (part instanceof Remedy.Shell shell) {
            fields.put("shell", shell.line());
        } else if (part instanceof Remedy.Option option) {
            fields.put("option", option.name());
            fields.put("value", option.value());
        }
        return fields;
    }

    /**
     * Reads what {@link #of(Remedy)} wrote.
     *
     * @param sentence the remedy as a sentence, which is all that earlier versions wrote, and what counts where a later
     *     version wrote parts that this one does not know
     */
    public static Remedy read(String sentence, List<Map<String, String>> parts) {
        List<Remedy.Part> read = new ArrayList<>();
        for (Map<String, String> fields : parts) {
            Optional<Remedy.Part> part = part(fields);
            if (part.isEmpty()) {
                return Remedy.text(sentence);
            }
            read.add(part.get());
        }
        return read.isEmpty() ? Remedy.text(sentence) : new Remedy(read);
    }

    private static Optional<Remedy.Part> part(Map<String, String> fields) {
        if (fields.containsKey("text")) {
            return Optional.of(new Remedy.Text(text(fields, "text")));
        } else if (fields.containsKey("command")) {
            return Subcommand.of(text(fields, "command")).flatMap(name -> command(name, fields));
        } else if (fields.containsKey("again")) {
            return Optional.of(Remedy.AGAIN);
        } else if (fields.containsKey("sql")) {
            return Optional.of(new Remedy.Sql(text(fields, "role"), text(fields, "sql")));
        } else if (fields.containsKey("shell")) {
            return Optional.of(new Remedy.Shell(text(fields, "shell")));
        } else if (fields.containsKey("option")) {
            return Optional.of(new Remedy.Option(text(fields, "option"), text(fields, "value")));
        }
        return Optional.empty();
    }

    private static Optional<Remedy.Part> command(Subcommand name, Map<String, String> fields) {
        List<Remedy.Option> options = new ArrayList<>();
        fields.forEach((option, value) -> {
            if (!option.equals("command")) {
                options.add(new Remedy.Option(option, value));
            }
        });
        boolean isKnown = options.stream().allMatch(option -> !option.isFlag() || name.takes(option.name()));
        return isKnown ? Optional.of(new Remedy.Command(name, options)) : Optional.empty();
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }
}

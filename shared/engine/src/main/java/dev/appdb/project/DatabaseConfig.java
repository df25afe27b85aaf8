package dev.appdb.project;

import java.util.List;
import java.util.Optional;

/** The {@code database_config} object of the template's env-config, where it lacks {@code superuser_extensions}. */
final class DatabaseConfig {
    private static final String INDENT = "  ";

    private DatabaseConfig() {}

    /** The objects in a file. */
    static List<HclAttribute> in(HclFile file) {
        return file.document().at("locals", "database_config").toList();
    }

    /** The file's text with an empty declaration at the end of that object; nothing if it has no such object. */
    static Optional<String> withEmptyExtensions(HclFile file) {
        List<HclAttribute> configs = in(file);
        return configs.size() == 1
                ? configs.get(0).closingBrace().flatMap(close -> insert(file.text(), close))
                : Optional.empty();
    }

    /** Only above a brace that stands on its own line: anything else is better left to a person. */
    private static Optional<String> insert(String text, HclToken close) {
        int lineStart = text.lastIndexOf('\n', close.start()) + 1;
        String indent = text.substring(lineStart, close.start());
        if (!indent.isBlank() || lineStart == 0) {
            return Optional.empty();
        }
        String newline = text.startsWith("\r\n", Math.max(0, lineStart - 2)) ? "\r\n" : "\n";
        String line = indent + INDENT + ExtensionDeclaration.NAME + " = {}" + newline;
        return Optional.of(text.substring(0, lineStart) + line + text.substring(lineStart));
    }
}

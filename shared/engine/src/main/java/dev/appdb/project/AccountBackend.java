package dev.appdb.project;

import dev.appdb.failure.FailureException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The backend of an AWS account, in {@code infra/accounts/<account name>.<account id>.s3.tfbackend}.
 *
 * @param file relative to the project
 * @param name the account's name in this project
 * @param id the account's id, 12 digits, if the file's name has one
 * @param backend the file's content
 */
record AccountBackend(Path file, String name, Optional<String> id, BackendFile backend) {
    private static final Path FOLDER = Path.of("infra", "accounts");

    /** All accounts that were set up, by file name. */
    static List<AccountBackend> all(ProjectFiles files) throws FailureException {
        List<AccountBackend> all = new ArrayList<>();
        for (Path file : files.filesIn(FOLDER, BackendFile.ENDING)) {
            Optional<String> text = files.text(file);
            if (text.isPresent()) {
                all.add(of(file, BackendFile.parse(file, text.get())));
            }
        }
        return all;
    }

    private static AccountBackend of(Path file, BackendFile backend) {
        String fileName = ProjectFiles.name(file);
        String stem = fileName.substring(0, fileName.length() - BackendFile.ENDING.length());
        int dot = stem.lastIndexOf('.');
        boolean hasId = dot > 0 && stem.substring(dot + 1).matches("[0-9]{12}");
        return hasId
                ? new AccountBackend(file, stem.substring(0, dot), Optional.of(stem.substring(dot + 1)), backend)
                : new AccountBackend(file, stem, Optional.empty(), backend);
    }

    String source() {
        return "from " + ProjectFiles.shown(file);
    }

    /** The account as a list shows it: {@code prod (123456789012)}. */
    String shown() {
        return id.map(digits -> name + " (" + digits + ")").orElse(name);
    }
}

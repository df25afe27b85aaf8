package dev.appdb.project;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A parsed HCL file of the project.
 *
 * @param path relative to the project
 * @param text as it stands
 * @param document the attributes in it
 */
record HclFile(Path path, String text, HclDocument document) {

    /** The file, or nothing if there is none. */
    static Optional<HclFile> read(ProjectFiles files, Path path) throws FailureException {
        Optional<String> text = files.text(path);
        return text.isPresent() ? Optional.of(parse(path, text.get())) : Optional.empty();
    }

    /** @throws FailureException with file and line if the text is no HCL */
    static HclFile parse(Path path, String text) throws FailureException {
        try {
            return new HclFile(path, text, HclDocument.parse(text));
        } catch (HclSyntaxException e) {
            throw Failure.input(
                            "hcl-not-valid",
                            "could not read " + ProjectFiles.shown(path) + ":" + e.line(),
                            e.problem(),
                            "Correct the file; `terraform fmt` shows where it is wrong.")
                    .asException(e);
        }
    }
}

package dev.appdb.project;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and edits {@code superuser_extensions} in the files of {@code infra/<APP>/app-config/env-config}. */
final class ExtensionFiles {
    private static final SuperuserExtensions NONE = new SuperuserExtensions(Optional.empty(), new TreeMap<>());
    private static final String NEW_DECLARATION = """
        locals {
          # Extensions that need the rds_superuser role; they serve every environment of the app.
          superuser_extensions = {}
        }
        """;

    private final ProjectFiles files;
    private final AppName app;
    private final Path folder;

    ExtensionFiles(ProjectFiles files, AppName app) {
        this.files = files;
        this.app = app;
        this.folder = AppFolders.folder(files, app).resolve("app-config").resolve("env-config");
    }

    SuperuserExtensions read() throws FailureException {
        Optional<ExtensionDeclaration> declaration = ExtensionDeclaration.in(filesWith(ExtensionDeclaration.NAME));
        return declaration.isPresent() ? declaration.get().extensions() : NONE;
    }

    /** The literal list of schemas beside the first; the first one that there is. */
    List<String> additionalSchemas() throws FailureException {
        for (HclFile file : filesWith(DatabaseConfig.ADDITIONAL_SCHEMAS)) {
            Optional<HclAttribute> declaration = file.document()
                    .named(DatabaseConfig.ADDITIONAL_SCHEMAS)
                    .filter(attribute -> !attribute.compact().equals("local." + DatabaseConfig.ADDITIONAL_SCHEMAS))
                    .findFirst();
            if (declaration.isPresent()) {
                HclAttribute attribute = declaration.get();
                return attribute
                        .strings()
                        .orElseThrow(() -> DatabaseConfig.notLiteral(new Place(file.path(), attribute.line()))
                                .asException());
            }
        }
        return List.of();
    }

    FileChange set(ExtensionSwitches switches) throws FailureException {
        Optional<ExtensionDeclaration> declaration = ExtensionDeclaration.in(filesWith(ExtensionDeclaration.NAME));
        return declaration.isPresent() ? edit(declaration.get(), switches) : add(switches.switches());
    }

    /** The Terraform files that have this word anywhere; others need not even be parsed. */
    private List<HclFile> filesWith(String word) throws FailureException {
        List<HclFile> found = new ArrayList<>();
        for (Path path : TerraformFiles.in(files, folder)) {
            Optional<String> text = files.text(path);
            if (text.isPresent() && text.get().contains(word)) {
                found.add(HclFile.parse(path, text.get()));
            }
        }
        return found;
    }

    private FileChange edit(ExtensionDeclaration declaration, ExtensionSwitches switches) throws FailureException {
        HclFile file = declaration.file();
        SortedMap<ExtensionName, Boolean> declared = declaration.extensions().values();
        SortedMap<ExtensionName, Boolean> wanted = switches.appliedTo(declared);
        if (!wanted.equals(declared)) {
            requireWritten(new Place(file.path(), declaration.attribute().line()), wanted);
        }
        String after = ExtensionEdit.apply(file.text(), declaration.map(), switches.switches());
        for (ExtensionName name : switches.undeclared()) {
            if (declared.containsKey(name)) {
                after = without(file.path(), after, name.value());
            }
        }
        ExtensionDeclaration readBack =
                readBack(file.path(), after, declaration.attribute().line(), wanted);
        if (!readBack.surroundings().equals(declaration.surroundings())) {
            throw byHand(file.path(), declaration.attribute().line(), wanted, null);
        }
        return change(file.path(), Optional.of(file.text()), after);
    }

    private static String without(Path path, String text, String name) throws FailureException {
        ExtensionMap map = ExtensionDeclaration.in(List.of(HclFile.parse(path, text)))
                .orElseThrow()
                .map();
        return ExtensionRemoval.of(name, map, text);
    }

    /** Declares them anew: in the database's configuration, as the template has it, or else as a local. */
    private FileChange add(Map<ExtensionName, Boolean> settings) throws FailureException {
        for (HclFile file : filesWith("database_config")) {
            for (HclAttribute config : DatabaseConfig.in(file)) {
                requireWritten(new Place(file.path(), config.line()), settings);
            }
            Optional<String> opened = DatabaseConfig.withEmptyExtensions(file);
            if (opened.isPresent()) {
                return filled(file.path(), Optional.of(file.text()), opened.get(), settings);
            }
        }
        Path path = folder.resolve("database.tf");
        for (Path file : TerraformFiles.in(files, folder)) {
            if (TerraformFiles.stem(file).equals(TerraformFiles.stem(path))) {
                requireWritten(new Place(file, 1), settings);
            }
        }
        Optional<String> before = files.text(path);
        String text = before.map(ExtensionFiles::withBlankLine).orElse("") + NEW_DECLARATION;
        boolean carriageReturns = before.isPresent() && before.get().contains("\r\n");
        text = carriageReturns ? text.replace("\r\n", "\n").replace("\n", "\r\n") : text;
        return filled(path, before, text, settings);
    }

    /** A second declaration beside one in a file that is only read would contradict it, or be ignored. */
    private static void requireWritten(Place place, Map<ExtensionName, Boolean> wanted) throws FailureException {
        if (!TerraformFiles.isWritten(place.file())) {
            throw Failure.input(
                            "extensions-not-editable",
                            "could not edit " + place,
                            "only files that end in .tf are edited",
                            "Edit it by hand, so that " + ExtensionDeclaration.NAME + " says " + new TreeMap<>(wanted)
                                    + ".")
                    .asException();
        }
    }

    private static String withBlankLine(String existing) {
        return existing.isEmpty() ? existing : existing.endsWith("\n") ? existing + "\n" : existing + "\n\n";
    }

    private FileChange filled(
            Path path, Optional<String> before, String withEmpty, Map<ExtensionName, Boolean> settings)
            throws FailureException {
        if (settings.isEmpty()) {
            return change(path, before, before.orElse(""));
        }
        ExtensionDeclaration empty = readBack(path, withEmpty, 1, Map.of());
        String after = ExtensionEdit.apply(withEmpty, empty.map(), settings);
        readBack(path, after, empty.attribute().line(), settings);
        return change(path, before, after);
    }

    private FileChange change(Path path, Optional<String> before, String after) {
        String purpose = "the extensions of " + app + " that need the rds_superuser role";
        return new FileChange(path, before, after, purpose, false, List.of());
    }

    private static ExtensionDeclaration readBack(Path path, String text, int line, Map<ExtensionName, Boolean> wanted)
            throws FailureException {
        try {
            Optional<ExtensionDeclaration> declaration = ExtensionDeclaration.in(List.of(HclFile.parse(path, text)));
            if (declaration.isPresent()
                    && declaration.get().extensions().values().equals(new TreeMap<>(wanted))) {
                return declaration.get();
            }
        } catch (FailureException e) {
            throw byHand(path, line, wanted, e);
        }
        throw byHand(path, line, wanted, null);
    }

    private static FailureException byHand(
            Path path, int line, Map<ExtensionName, Boolean> wanted, @Nullable FailureException cause) {
        Failure failure = Failure.failed(
                "extensions-not-editable",
                "could not edit " + new Place(path, line),
                "the edit, read back, was not what was asked for",
                "Edit " + ExtensionDeclaration.NAME + " by hand, so that it says " + new TreeMap<>(wanted) + ".");
        return cause == null ? failure.asException() : failure.asException(cause);
    }
}

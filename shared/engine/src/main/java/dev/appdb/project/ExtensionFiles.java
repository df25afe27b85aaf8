package dev.appdb.project;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and edits {@code superuser_extensions} in the files of {@code infra/<APP>/app-config}. */
final class ExtensionFiles {
    private static final SuperuserExtensions NONE = new SuperuserExtensions(Optional.empty(), new TreeMap<>());
    private static final String NEW_DECLARATION = """
        locals {
          # Extensions that need the rds_superuser role; they serve every environment of the app.
          superuser_extensions = {}
        }
        """;

    private final ProjectFiles files;
    private final HclSources sources;
    private final AppName app;
    private final Path folder;
    private final Path envConfig;

    ExtensionFiles(ProjectFiles files, HclSources sources, AppName app) {
        this.files = files;
        this.sources = sources;
        this.app = app;
        this.folder = ProjectConfig.appConfig(sources, app);
        this.envConfig = folder.resolve("env-config");
    }

    /**
     * The extensions of one environment.
     *
     * @throws FailureException if they are declared twice, or only Terraform can tell them
     */
    SuperuserExtensions read(AppDeclaration declaration) throws FailureException {
        if (isLiteral()) {
            return ExtensionDeclaration.in(declaring()).orElseThrow().extensions();
        }
        try {
            Optional<Resolved> resolved = declaration.extensions();
            return resolved.isPresent() ? ExtensionDeclaration.extensions(resolved.get()) : NONE;
        } catch (UnresolvedException e) {
            throw ExtensionDeclaration.notUsable(e.place(), e.why(), e);
        }
    }

    /** Returns true if there is one map that serves every environment; several are refused by whoever reads it. */
    private boolean isLiteral() throws FailureException {
        List<HclAttribute> attributes = attributes().stream()
                .filter(attribute -> !ExtensionDeclaration.isAlias(attribute))
                .toList();
        return attributes.size() > 1
                || attributes.stream()
                        .anyMatch(attribute ->
                                HclExpressionReader.read(attribute.value()) instanceof HclExpression.Entries);
    }

    private List<HclAttribute> attributes() throws FailureException {
        return declaring().stream()
                .flatMap(file -> file.document().named(ExtensionDeclaration.NAME))
                .toList();
    }

    /** The files that declare them for every environment: those of env-config, or in older projects those beside it. */
    private List<HclFile> declaring() throws FailureException {
        List<HclFile> newer = sources.in(envConfig, ExtensionDeclaration.NAME);
        return newer.isEmpty() ? sources.in(folder, ExtensionDeclaration.NAME) : newer;
    }

    FileChange set(ExtensionSwitches switches) throws FailureException {
        List<HclFile> declaring = declaring();
        for (HclFile file : sources.in(folder, ExtensionDeclaration.NAME)) {
            Optional<HclAttribute> argument =
                    file.document().at("module", "*", ExtensionDeclaration.NAME).findFirst();
            if (argument.isPresent()) {
                throw ExtensionDeclaration.notUsable(
                        new Place(file.path(), argument.get().line()),
                        "it is an argument for one environment, and appdb edits only one literal map for all",
                        null);
            }
        }
        Optional<ExtensionDeclaration> declaration = ExtensionDeclaration.in(declaring);
        return declaration.isPresent() ? edit(declaration.get(), switches) : add(switches.switches());
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
        for (Path place : List.of(envConfig, folder)) {
            for (HclFile file : sources.in(place, "database_config")) {
                for (HclAttribute config : DatabaseConfig.in(file)) {
                    requireWritten(new Place(file.path(), config.line()), settings);
                }
                Optional<String> opened = DatabaseConfig.withEmptyExtensions(file);
                if (opened.isPresent()) {
                    return filled(file.path(), Optional.of(file.text()), opened.get(), settings);
                }
            }
        }
        Path path = envConfig.resolve("database.tf");
        for (Path file : TerraformFiles.in(files, envConfig)) {
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

package dev.appdb.project;

import dev.appdb.failure.FailureException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The files of a folder that Terraform or OpenTofu reads. The JSON of both is HCL as well, as far as it is read here. Only
 * files that end in {@code .tf} are written.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/syntax/json">Terraform: JSON syntax</a>
 * @see <a href="https://opentofu.org/docs/language/files/">OpenTofu: a .tofu file stands in for the .tf file beside it</a>
 */
final class TerraformFiles {
    private static final String NATIVE = ".tf";
    private static final List<String> ENDINGS = List.of(".tofu", NATIVE, ".tofu.json", NATIVE + ".json");

    private TerraformFiles() {}

    /** Those of a folder, sorted; none if there is no such folder. */
    static List<Path> in(ProjectFiles files, Path folder) throws FailureException {
        Set<Path> all = new TreeSet<>();
        for (String ending : ENDINGS) {
            all.addAll(files.filesIn(folder, ending));
        }
        Set<String> names = all.stream().map(ProjectFiles::name).collect(Collectors.toSet());
        return all.stream()
                .filter(file -> !names.contains(standIn(ProjectFiles.name(file))))
                .toList();
    }

    /** The name of the file that OpenTofu reads in place of one. */
    private static String standIn(String name) {
        String standIn = name.replaceFirst("\\.tf(\\.json)?$", ".tofu$1");
        return standIn.equals(name) ? "" : standIn;
    }

    static boolean isOne(Path file) {
        return ENDINGS.stream().anyMatch(ProjectFiles.name(file)::endsWith);
    }

    /** Returns true if appdb edits such a file. */
    static boolean isWritten(Path file) {
        return ProjectFiles.name(file).endsWith(NATIVE);
    }

    /** The file's name without its ending. */
    static String stem(Path file) {
        String name = ProjectFiles.name(file);
        return ENDINGS.stream()
                .filter(name::endsWith)
                .findFirst()
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .orElse(name);
    }
}

package dev.appdb.project;

import dev.appdb.failure.FailureException;
import dev.appdb.request.EnvironmentName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A module block of an app's configuration, such as {@code module "dev_config"}, which configures one environment.
 *
 * @param arguments by name, each resolved in the folder of the call
 */
record ModuleCall(HclScope caller, HclFile file, String label, Map<String, HclScope.Located> arguments) {
    private static final String MODULE = "module";
    private static final String ENV_CONFIG = "env-config";
    private static final List<String> ENVIRONMENT = List.of("environment", "environment_name");

    /** The calls in these files, in the order in which they stand. */
    static List<ModuleCall> in(List<HclFile> files, HclScope caller) {
        List<ModuleCall> calls = new ArrayList<>();
        for (HclFile file : files) {
            file.document()
                    .at(MODULE, "*", "*")
                    .map(argument -> argument.path().get(1))
                    .distinct()
                    .forEach(label -> calls.add(new ModuleCall(caller, file, label, arguments(file, label, caller))));
        }
        return calls;
    }

    private static Map<String, HclScope.Located> arguments(HclFile file, String label, HclScope caller) {
        Map<String, HclScope.Located> arguments = new HashMap<>();
        file.document()
                .at(MODULE, label, "*")
                .forEach(argument -> arguments.putIfAbsent(
                        argument.name(),
                        new HclScope.Located(caller, file.path(), HclExpressionReader.read(argument.value()))));
        return arguments;
    }

    /** The name of the environment that is configured: its argument, or else the file's name; empty for other modules. */
    Optional<String> environment() throws FailureException {
        for (String name : ENVIRONMENT) {
            Optional<String> value = string(name);
            if (value.isPresent()) {
                return value;
            }
        }
        return callsEnvConfig() ? Optional.of(TerraformFiles.stem(file.path())) : Optional.empty();
    }

    /** Returns true if an environment is configured by this call. */
    boolean isOf(EnvironmentName environment) throws FailureException {
        return environment().equals(Optional.of(environment.value()));
    }

    /** A call without a source is none for Terraform, which says so; its arguments are read all the same. */
    private boolean callsEnvConfig() throws FailureException {
        return !arguments.containsKey("source")
                || folder().map(ProjectFiles::name).equals(Optional.of(ENV_CONFIG));
    }

    /** The folder of the module, if it is one of the project's. */
    Optional<Path> folder() throws FailureException {
        Path calling = Optional.ofNullable(file.path().getParent()).orElse(AppFolders.INFRA);
        return string("source")
                .filter(source -> source.startsWith("./") || source.startsWith("../"))
                .map(source -> calling.resolve(source).normalize())
                .filter(folder -> folder.startsWith(AppFolders.INFRA));
    }

    /** An argument that is a string, as far as it can be resolved. */
    private Optional<String> string(String name) throws FailureException {
        HclScope.Located argument = arguments.get(name);
        if (argument == null) {
            return Optional.empty();
        }
        try {
            return argument.resolve().string();
        } catch (UnresolvedException e) {
            return Optional.empty();
        }
    }
}

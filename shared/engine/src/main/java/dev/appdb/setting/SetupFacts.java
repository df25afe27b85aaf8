package dev.appdb.setting;

import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import dev.appdb.roles.AvailableExtension;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The facts about the project and the target from which the setup form takes choices, suggestions and checks. */
public interface SetupFacts {

    /** The app folders there are; empty where the project has none yet. */
    List<Choice> apps();

    /** The value of the environment variable that gives a setting its default. */
    default Optional<Answer> variable(Setting<?> setting) {
        return Optional.empty();
    }

    /** The problem with an app's name in this project, if any. */
    Optional<String> appProblem(AppName app);

    /** The environments of an app, as far as the project knows any. */
    List<Choice> environments(AppName app);

    /** The targets that may be chosen for an app and an environment, as far as these are known. */
    default List<Target> targets(Optional<AppName> app, Optional<EnvironmentName> environment) {
        return List.of(Target.values());
    }

    /** The extensions that an app declares now for an environment: {@code on} or {@code off}, with where that stands. */
    default SortedMap<ExtensionName, Answer> extensions(AppName app, EnvironmentName environment) {
        return Collections.emptySortedMap();
    }

    /** The extensions that an existing server said to have; empty where it was not asked. */
    default Optional<List<AvailableExtension>> extensions(ServerUrl server) {
        return Optional.empty();
    }

    /** The reason why the bucket of an environment's Terraform state is not known; empty where it is, or was not looked for. */
    default Optional<String> unknownBucket(AppName app, EnvironmentName environment) {
        return Optional.empty();
    }

    /** The AWS accounts that the project has set up. */
    default List<Choice> accounts() {
        return List.of();
    }

    /**
     * The remembered settings of an environment.
     *
     * @param target the target that was chosen; empty where none was yet
     * @param question the id of the question that it answers
     */
    Optional<Answer> remembered(AppName app, EnvironmentName environment, Optional<Target> target, String question);

    /** The declaration of a setting for an environment in the project's Terraform files; empty if there is none. */
    default Optional<DeclaredSetting> declared(AppName app, EnvironmentName environment, Setting<?> setting) {
        return Optional.empty();
    }
}

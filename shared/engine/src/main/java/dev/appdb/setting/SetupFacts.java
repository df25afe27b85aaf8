package dev.appdb.setting;

import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What the setup form knows about the project and the target, so that it can offer, suggest and judge. */
public interface SetupFacts {

    /** The app folders there are; empty where the project has none yet. */
    List<Choice> apps();

    /** What is wrong with an app's name in this project; empty if nothing is. */
    Optional<String> appProblem(AppName app);

    /** The environments of an app, as far as the project knows any. */
    List<Choice> environments(AppName app);

    /** The extensions that an app declares now: {@code on} or {@code off}, with where that stands. */
    default SortedMap<ExtensionName, Answer> extensions(AppName app) {
        return Collections.emptySortedMap();
    }

    /**
     * What is remembered of an environment.
     *
     * @param question the id of the question that it answers
     */
    Optional<Answer> remembered(AppName app, EnvironmentName environment, String question);
}

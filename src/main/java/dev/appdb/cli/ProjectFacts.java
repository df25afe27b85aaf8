package dev.appdb.cli;

import dev.appdb.failure.FailureException;
import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.project.Project;
import dev.appdb.project.RememberedEnvironment;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.SetupFacts;
import dev.appdb.request.SetupForm;
import java.util.List;
import java.util.Optional;

/** What the setup form wants to know, read from the project. A project that can't be read fails when asked for it. */
final class ProjectFacts implements SetupFacts {
    private final Project project;
    private Optional<FailureException> unreadable = Optional.empty();

    ProjectFacts(Project project) {
        this.project = project;
    }

    /** @throws FailureException if anything of the project could not be read since */
    void throwIfUnreadable() throws FailureException {
        if (unreadable.isPresent()) {
            throw unreadable.get();
        }
    }

    @Override
    public List<Choice> apps() {
        return read(
                () -> project.appFolders().stream()
                        .map(name -> new Choice(name, "infra/" + name))
                        .toList(),
                List.of());
    }

    @Override
    public Optional<String> appProblem(AppName app) {
        try {
            project.requireApp(app);
            return Optional.empty();
        } catch (FailureException e) {
            return Optional.of(e.failure().why() + ". " + e.failure().remedy());
        }
    }

    @Override
    public List<Choice> environments(AppName app) {
        return read(
                () -> project.environments(app).stream()
                        .map(name -> new Choice(name.value(), ""))
                        .toList(),
                List.of());
    }

    @Override
    public Optional<Answer> remembered(AppName app, EnvironmentName environment, String question) {
        String source = "infra/" + app + "/appdb/" + environment + ".json";
        return read(() -> project.remembered(app, environment), Optional.<RememberedEnvironment>empty())
                .flatMap(known -> value(known, question))
                .map(value -> new Answer(value, source));
    }

    private static Optional<String> value(RememberedEnvironment known, String question) {
        return switch (question) {
            case SetupForm.TARGET -> Optional.of(known.target().toString());
            case SetupForm.SERVER_URL -> known.serverUrl().map(ServerUrl::toString);
            case SetupForm.POSTGRES_VERSION -> known.version().map(Object::toString);
            default -> Optional.empty();
        };
    }

    private <T> T read(Reading<T> reading, T otherwise) {
        try {
            return reading.read();
        } catch (FailureException e) {
            unreadable = unreadable.or(() -> Optional.of(e));
            return otherwise;
        }
    }

    private interface Reading<T> {
        T read() throws FailureException;
    }
}

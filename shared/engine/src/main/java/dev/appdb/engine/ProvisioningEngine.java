package dev.appdb.engine;

import dev.appdb.event.EventSink;
import dev.appdb.failure.FailureException;
import dev.appdb.project.Project;
import dev.appdb.request.DatabaseRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The one engine behind every front end: begins runs, whose steps configure, plan, apply, manage and check. */
public final class ProvisioningEngine {
    private final Project project;
    private final TargetPorts target;
    private final RunJournal journal;
    private final Clock clock;
    private final RunIds ids;

    public ProvisioningEngine(Project project, TargetPorts target, RunJournal journal, Clock clock, RunIds ids) {
        this.project = project;
        this.target = target;
        this.journal = journal;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Begins a run. Whoever begins one closes it, which writes its last event.
     *
     * @param procedure the steps it is going to perform, and the command that it is for
     * @param answers the answers by question id, kept in the journal; never a secret
     * @param resumes the interrupted run that this one goes on with
     * @param frontEnd where the events go beside the journal
     * @throws FailureException if the journal can't be written
     */
    public Run begin(
            Procedure procedure,
            DatabaseRequest request,
            Map<String, String> answers,
            Optional<String> resumes,
            EventSink frontEnd)
            throws FailureException {
        RunStream stream = new RunStream(ids.next(), journal, frontEnd, clock);
        Run run = new Run(project, target, request, stream);
        stream.started(procedure, request, answers, resumes);
        return run;
    }
}

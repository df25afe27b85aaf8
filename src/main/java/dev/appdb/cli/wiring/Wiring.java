package dev.appdb.cli.wiring;

import dev.appdb.aws.AwsTarget;
import dev.appdb.aws.account.AwsClients;
import dev.appdb.aws.account.AwsSettings;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.AnswerDraft;
import dev.appdb.engine.CheckHistory;
import dev.appdb.engine.ProvisioningEngine;
import dev.appdb.engine.RunIds;
import dev.appdb.engine.RunJournal;
import dev.appdb.engine.TargetPorts;
import dev.appdb.failure.FailureException;
import dev.appdb.file.OwnFolder;
import dev.appdb.journal.FileAnswerDraft;
import dev.appdb.journal.FileCheckHistory;
import dev.appdb.journal.FileRunJournal;
import dev.appdb.postgres.local.LocalTarget;
import dev.appdb.postgres.server.PasswordPlace;
import dev.appdb.postgres.server.ServerSessions;
import dev.appdb.postgres.server.ServerTarget;
import dev.appdb.postgres.server.TypedPasswords;
import dev.appdb.project.Project;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import java.nio.file.Path;
import java.util.Optional;

/** The one place that constructs adapters and puts the engine together. */
public final class Wiring {
    private final ProcessContext context;
    private final Project project;
    private final TargetFlags flags;
    private final OwnFolder folder;
    private final ServerSessions sessions;
    private final boolean makesPasswords;
    private final TypedPasswords typed;

    public Wiring(ProcessContext context, Project project) {
        this(context, project, TargetFlags.NONE);
    }

    /** @param flags for one target's adapters */
    public Wiring(ProcessContext context, Project project, TargetFlags flags) {
        this(context, project, flags, new ServerSessions(context.calls()));
    }

    /** @param sessions those with servers, which end a while after their use */
    private Wiring(ProcessContext context, Project project, TargetFlags flags, ServerSessions sessions) {
        // It ignores itself in git.
        this(
                context,
                project,
                flags,
                OwnFolder.of(project.directory(), context.environment()),
                sessions,
                true,
                new TypedPasswords());
    }

    /**
     * For the bot, which uses passwords that are kept but makes none: nobody but it could read them.
     *
     * @param folder what appdb keeps for itself
     * @param sessions those with servers, which end a while after their use
     */
    public Wiring(
            ProcessContext context, Project project, TargetFlags flags, OwnFolder folder, ServerSessions sessions) {
        this(context, project, flags, folder, sessions, false, new TypedPasswords());
    }

    private Wiring(
            ProcessContext context,
            Project project,
            TargetFlags flags,
            OwnFolder folder,
            ServerSessions sessions,
            boolean makesPasswords,
            TypedPasswords typed) {
        this.context = context;
        this.project = project;
        this.flags = flags;
        this.folder = folder;
        this.sessions = sessions;
        this.makesPasswords = makesPasswords;
        this.typed = typed;
    }

    /** The same with other settings: what was typed for this one is known to it, too. */
    public Wiring with(Project same, TargetFlags others) {
        return new Wiring(context, same, others, folder, new ServerSessions(context.calls()), makesPasswords, typed);
    }

    /** Returns true if a password was typed, so that a repetition needs it from somewhere else. */
    public boolean usesTypedPassword() {
        return typed.isUsed();
    }

    /** For one of many databases, each of which the process comes to once: no session outlasts its use. */
    public static Wiring ofOneOfMany(ProcessContext context, Project project, TargetFlags flags) {
        return new Wiring(context, project, flags, ServerSessions.keepingNone(context.calls()));
    }

    public ProvisioningEngine engine(Target target) {
        return engine(target, journal());
    }

    public ProvisioningEngine engine(Target target, RunJournal journal) {
        return new ProvisioningEngine(
                project, ports(target), journal, context.clock(), new RunIds(context.clock(), context.random()));
    }

    public RunJournal journal() {
        return new FileRunJournal(folder);
    }

    /** @param keeps whether later checks are compared with the next one */
    public CheckHistory checks(boolean keeps) {
        return new FileCheckHistory(folder, keeps);
    }

    public AnswerDraft draft() {
        return new FileAnswerDraft(folder);
    }

    public TargetPorts ports(Target target) {
        return switch (target) {
            case LOCAL -> new LocalTarget(folder, context.calls()).ports();
            case SERVER -> new ServerTarget(context.environment(), sessions, passwords(), typed).ports();
            case AWS -> awsTarget().ports();
        };
    }

    private PasswordPlace passwords() {
        return new PasswordPlace(
                folder.path().resolve("server"),
                flags.passwordFile().map(context.directory()::resolve),
                makesPasswords);
    }

    /** The least-privilege policies in an AWS account; makes no call. */
    public PolicyFiles policy(DatabaseRequest request, String whom) throws FailureException {
        return PolicyFiles.of(awsTarget().policy(request, whom));
    }

    /** The stack's template. */
    public String template(DatabaseRequest request) throws FailureException {
        return awsTarget().template(request);
    }

    /** Makes no client: what only runs locally never loads the SDK. */
    private AwsTarget awsTarget() {
        AwsSettings settings = AwsSettings.of(
                flags.backend(),
                flags.roleArn(),
                flags.alarmTopic(),
                Optional.ofNullable(System.getProperty(AwsSettings.JAR_PROPERTY))
                        .map(Path::of));
        return new AwsTarget(
                project,
                flags.deleteBackups() ? settings.deletingBackups() : settings,
                region -> new AwsClients(region, context.environment(), context.timeouts(), context.calls()),
                context.clock(),
                context.timeouts().sleeper());
    }
}

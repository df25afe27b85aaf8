package dev.appdb.bot.job;

import dev.appdb.bot.command.Argument;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.command.DatabaseName;
import dev.appdb.bot.command.Flag;
import dev.appdb.bot.command.Parsed;
import dev.appdb.bot.message.HelpMessage;
import dev.appdb.bot.message.Notice;
import dev.appdb.bot.policy.Ask;
import dev.appdb.bot.policy.Decision;
import dev.appdb.bot.policy.Decision.NeedsApprovals;
import dev.appdb.bot.policy.Freeze;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.Situation;
import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.NewRun;
import dev.appdb.bot.store.RequiredApprovals;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.Transaction;
import dev.appdb.engine.Procedure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a command, has the policy judge it, audits that, and has it done. */
public final class CommandHandler implements DeliveryHandler {
    /** The time that a plan without approvals waits for its requester's confirmation. */
    private static final Duration OWN_CONFIRMATION = Duration.ofHours(1);

    private final Policy policy;
    private final RunService runService;
    private final Reviews reviews;
    private final BotMemory memory;

    public CommandHandler(Policy policy, RunService runService) {
        this.policy = policy;
        this.runService = runService;
        this.reviews = new Reviews(policy, runService);
        this.memory = new BotMemory();
    }

    @Override
    public void handle(Transaction transaction, Delivery delivery, Set<String> groups, Replies replies) {
        transaction.names().put(delivery.user(), delivery.field(Delivery.NAME));
        if (!delivery.field(Delivery.EXTERNAL_TEAM).isEmpty() && !policy.admitsExternal()) {
            refuseExternal(transaction, delivery, replies);
            return;
        }
        CommandContext asking = new CommandContext(transaction, delivery, groups, replies);
        // a workflow's inputs are names and nothing else: what comes near to one is a person's
        Parsed parsed = delivery.kind() == Delivery.Kind.STEP
                ? CommandText.parse(delivery.field(Delivery.TEXT))
                : CommandText.parse(delivery.field(Delivery.TEXT), name -> known(asking, BotCommand.of(name)));
        if (parsed instanceof Parsed.Unclear unclear) {
            replies.toUser(HelpMessage.unclear(unclear));
        } else if (parsed instanceof Parsed.InShell inShell) {
            replies.toUser(HelpMessage.inShell(inShell));
        } else if (parsed instanceof Parsed.Incomplete incomplete) {
            List<DatabaseName> likely =
                    incomplete.meant().isEmpty() ? known(asking, incomplete.soFar()) : incomplete.meant();
            replies.toUser(HelpMessage.missing(incomplete, likely));
        } else if (parsed instanceof BotCommand command) {
            judge(asking, command);
        }
    }

    @Override
    public boolean dependsOnGroups(Delivery delivery) {
        Parsed parsed = CommandText.parse(delivery.field(Delivery.TEXT));
        if (parsed instanceof BotCommand command) {
            return command.name().effect() == CommandName.Effect.REVIEWS
                    || policy.dependsOnGroups(withoutGroups(delivery, command))
                    || command.name().takesEnvironment()
                            && command.environment().isEmpty()
                            && policy.mightDependOnGroups(withoutGroups(delivery, BotCommand.of(command.name())));
        }
        // Names that are typed in another way than they are written are looked for among those that a person may use.
        Optional<BotCommand> asked = parsed instanceof Parsed.Incomplete incomplete
                ? Optional.of(BotCommand.of(incomplete.soFar().name()))
                : parsed instanceof Parsed.Unclear unclear
                                && unclear.candidates().size() == 1
                        ? Optional.of(BotCommand.of(unclear.nearest()))
                        : Optional.empty();
        return asked.filter(command -> policy.mightDependOnGroups(withoutGroups(delivery, command)))
                .isPresent();
    }

    private static Ask withoutGroups(Delivery delivery, BotCommand command) {
        return new Ask(
                        delivery.user(),
                        Set.of(),
                        delivery.channel(),
                        command.name(),
                        command.app(),
                        command.environment())
                .external(!delivery.field(Delivery.EXTERNAL_TEAM).isEmpty());
    }

    @Override
    public MessageContent home(Transaction transaction, String user, Set<String> groups) {
        return new HomeReader(policy).home(transaction, user, groups);
    }

    /** The answer to somebody of another organization where no rule admits them: one for everybody does not. */
    private static void refuseExternal(Transaction transaction, Delivery delivery, Replies replies) {
        String typed = delivery.field(Delivery.TEXT);
        String reason = "team " + delivery.field(Delivery.EXTERNAL_TEAM) + " is of another organization";
        transaction.audit().add(AuditEntry.refused(transaction.now(), delivery, "", typed, reason));
        replies.toUser(Notice.external());
    }

    private void judge(CommandContext asking, BotCommand command) {
        if (command.name().effect() == CommandName.Effect.REVIEWS) {
            reviews.review(asking, command);
            return;
        }
        Set<EnvironmentKey> sameDatabase = SameDatabase.others(asking, command);
        Ask ask = asking.ask(command);
        Situation situation = new Situation(
                freeze(asking.transaction(), command, sameDatabase),
                command.breakGlassReason(),
                sameDatabase.stream()
                        .map(other -> ask.at(other.app(), other.environment()))
                        .toList());
        Decision decision = policy.decide(ask, situation);
        if (!(decision instanceof Decision.Denied)) {
            decision = NamedServer.in(asking.delivery(), command)
                    .flatMap(NamedServer::unverified)
                    .or(() -> SameDatabase.nameTaken(asking, command))
                    .map(policy::denied)
                    .orElse(decision);
        }
        if (decision instanceof Decision.Denied denied) {
            asking.audit(command, decision, Optional.empty());
            asking.replies().toUser(Notice.denied(command, denied.why(), denied.contact()));
            return;
        }
        if (Procedure.of(command.name().words()).isPresent()) {
            begin(asking, command, decision, sameDatabase);
        } else {
            asking.audit(command, decision, Optional.empty());
            memory.perform(asking, command);
        }
    }

    private void begin(CommandContext asking, BotCommand command, Decision decision, Set<EnvironmentKey> sameDatabase) {
        if (command.app().isEmpty() || command.environment().isEmpty()) {
            Set<Argument> missing = Set.of(Argument.APP, Argument.ENVIRONMENT);
            asking.replies()
                    .toUser(HelpMessage.missing(new Parsed.Incomplete(command, missing), known(asking, command)));
            return;
        }
        if (!asking.delivery().field(Delivery.FORM).isEmpty()) {
            asking.replies().toUser(HelpMessage.notOpened(command));
            return;
        }
        EnvironmentKey environment =
                new EnvironmentKey(command.app().get(), command.environment().get());
        Optional<NeedsApprovals> needs =
                decision instanceof NeedsApprovals approvals ? Optional.of(approvals) : Optional.empty();
        Optional<String> brokeGlass =
                decision instanceof Decision.Allowed allowed ? allowed.brokeGlass() : Optional.empty();
        Delivery delivery = asking.delivery();
        NewRun run = new NewRun(
                origin(delivery, command),
                command.name().words(),
                command.text(),
                environment,
                delivery.user(),
                delivery.channel(),
                command.has(Flag.PRIVATE) && !delivery.isDirect(),
                Optional.of(delivery.id()),
                answers(asking, command, needs.isEmpty()),
                command.allowed(),
                brokeGlass,
                needs.map(CommandHandler::required).orElse(List.of()),
                sameDatabase,
                needs.map(NeedsApprovals::expireAfter).orElse(OWN_CONFIRMATION));
        Optional<StoredRun> before = asking.transaction().runs().ofOrigin(run.origin());
        if (before.isPresent()) {
            asking.replies().toUser(Notice.usedButton(command, before.get().id()));
            return;
        }
        String id = runService.begin(asking.transaction(), run).id();
        asking.audit(command, decision, Optional.of(id));
        brokeGlass.ifPresent(reason -> asking.replies().toChannel(Notice.brokeGlass(command, reason, asking.asked())));
    }

    private static List<RequiredApprovals> required(NeedsApprovals needs) {
        return needs.requirements().stream()
                .map(each -> new RequiredApprovals(
                        each.rule(), each.needed(), each.from().ids()))
                .toList();
    }

    /** One message's button makes one run, however often and by whomever it is pressed; a typed command makes its own. */
    private static String origin(Delivery delivery, BotCommand command) {
        String message = delivery.field(Delivery.MESSAGE);
        return delivery.kind() == Delivery.Kind.CLICK && !message.isEmpty()
                ? "click:" + delivery.channel() + ":" + message + ":" + delivery.field(Delivery.ACTION) + ":"
                        + Integer.toHexString(command.text().hashCode())
                : "delivery:" + delivery.id();
    }

    private static Map<String, String> answers(CommandContext asking, BotCommand command, boolean isFree) {
        Delivery delivery = asking.delivery();
        Map<String, String> answers = new HashMap<>(command.answers().values());
        String user = delivery.user();
        answers.putAll(
                AccessOrder.answers(command, user, asking.transaction().names().of(user)));
        if (isFree && command.name().effect() == CommandName.Effect.TAKES_ACCESS) {
            answers.put(RunProcedure.NO_REVIEW, "true");
        }
        delivery.fields().forEach((name, value) -> {
            if (name.startsWith(Delivery.ANSWER)) {
                answers.put(name.substring(Delivery.ANSWER.length()), value);
            }
        });
        if (command.has(Flag.PROBE)) {
            answers.put("probe", "true");
        }
        if (command.has(Flag.NO_ROLES)) {
            answers.put(RunProcedure.NO_ROLES, "true");
        }
        if (command.has(Flag.ADDITIVE)) {
            answers.put(RunProcedure.ADDITIVE, "true");
        }
        command.value(Flag.LOCK_TIMEOUT).ifPresent(seconds -> answers.put(RunProcedure.LOCK_TIMEOUT, seconds));
        return answers;
    }

    private static Optional<Freeze> freeze(
            Transaction transaction, BotCommand command, Set<EnvironmentKey> sameDatabase) {
        if (command.app().isEmpty() || command.environment().isEmpty()) {
            return Optional.empty();
        }
        List<EnvironmentKey> environments = new ArrayList<>(sameDatabase);
        environments.add(
                0, new EnvironmentKey(command.app().get(), command.environment().get()));
        return transaction
                .freezes()
                .covering(environments)
                .map(freeze -> new Freeze(transaction.names().of(freeze.user()), freeze.reason(), freeze.until()));
    }

    /** The environments for which the person may do it. */
    private List<DatabaseName> known(CommandContext asking, BotCommand command) {
        return asking.transaction().configurations().all().stream()
                .filter(key -> policy.mightAllow(
                        asking.ask(command.name(), Optional.of(key.app()), Optional.of(key.environment()))))
                .map(key -> new DatabaseName(key.app(), key.environment()))
                .toList();
    }
}

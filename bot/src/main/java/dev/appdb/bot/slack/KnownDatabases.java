package dev.appdb.bot.slack;

import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.job.EnvironmentEngines;
import dev.appdb.bot.job.NamedServer;
import dev.appdb.bot.job.UserGroups;
import dev.appdb.bot.job.UserGroups.GroupsUnknownException;
import dev.appdb.bot.policy.Ask;
import dev.appdb.bot.policy.Decision;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.Situation;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Store;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.setting.DeclaredSetting;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupFacts;
import dev.appdb.setting.SetupForm;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The stored databases, for the forms of a person who may use them: nobody sees others. */
final class KnownDatabases implements FormFacts {
    private static final String LAST_SETUP = "the last setup";
    private static final Situation NOTHING_IN_THE_WAY = new Situation(Optional.empty(), Optional.empty());
    /** With the time for a form it is well below the 3 s that Slack waits. */
    private static final Duration FOR_GROUPS = Duration.ofMillis(800);

    private final EnvironmentEngines engines;
    private final PlaceLooks looks;
    private final Store store;
    private final Policy policy;
    private final UserGroups groups;
    /** One thread: of several that ask at once, one asks Slack. */
    private final TimeLimiter limiter = new TimeLimiter(1, FOR_GROUPS);

    /** @param engines know what the project declares now, the defaults of a form's questions, and look at places */
    KnownDatabases(Store store, Policy policy, UserGroups groups, EnvironmentEngines engines) {
        this.engines = engines;
        this.looks = new PlaceLooks(answers -> engines.look(configuration(store, answers), answers));
        this.store = store;
        this.policy = policy;
        this.groups = groups;
    }

    /** The facts that a form may offer to a person who asks for a command in a channel. */
    @Override
    public SetupFacts offeredTo(String user, String channel, CommandName command) {
        Optional<Set<String>> memberships = limiter.call(() -> groupsOf(user)).flatMap(found -> found);
        Ask asking = new Ask(user, memberships.orElse(Set.of()), channel, command, Optional.empty(), Optional.empty());
        Predicate<EnvironmentKey> isAllowed = key -> policy.mightAllow(asking.at(key.app(), key.environment()));
        List<EnvironmentKey> known = store
                .within(transaction -> transaction.configurations().all())
                .stream()
                .filter(isAllowed)
                .toList();
        // Without an answer from Slack nobody is in any group; no target is left out for that.
        Predicate<Ask> mayChoose = choosing -> memberships.isEmpty() || policy.mightAllow(choosing);
        Predicate<Ask> mayLook = choosing ->
                memberships.isPresent() && !(policy.decide(choosing, NOTHING_IN_THE_WAY) instanceof Decision.Denied);
        return new Offered(store, known, isAllowed, asking, mayChoose, mayLook, looks, engines.declared());
    }

    private static EnvironmentConfiguration configuration(Store store, Answers answers) {
        return key(answers)
                .flatMap(key ->
                        store.within(transaction -> transaction.configurations().find(key)))
                .orElse(EnvironmentConfiguration.NONE);
    }

    private static Optional<EnvironmentKey> key(Answers answers) {
        return SetupForm.valid(answers, Settings.APP_NAME)
                .flatMap(app -> SetupForm.valid(answers, Settings.ENVIRONMENT)
                        .map(environment -> new EnvironmentKey(app, environment)));
    }

    /** Logins are made with the bot's credentials: only where the person may have a setup of that place made. */
    @Override
    public Optional<PlaceLooks.Begun> look(SetupFacts offered, Answers answers) {
        return offered instanceof Offered facts && facts.mayHaveLookedAt(answers)
                ? looks.at(answers)
                : Optional.empty();
    }

    private Optional<Set<String>> groupsOf(String user) {
        try {
            return Optional.of(groups.of(user));
        } catch (GroupsUnknownException e) {
            return Optional.empty();
        }
    }

    private record Offered(
            Store store,
            List<EnvironmentKey> known,
            Predicate<EnvironmentKey> isAllowed,
            Ask asking,
            Predicate<Ask> mayChoose,
            Predicate<Ask> mayLook,
            PlaceLooks looks,
            Optional<SetupFacts> project)
            implements SetupFacts {

        /** As the policy judges the whole setup, which comes with these answers. */
        boolean mayHaveLookedAt(Answers answers) {
            Optional<EnvironmentKey> key = key(answers);
            if (key.isEmpty() || asking.command() != CommandName.SETUP) {
                return false;
            }
            Ask named = asking.at(key.get().app(), key.get().environment());
            Optional<Target> target = SetupForm.valid(answers, Settings.TARGET);
            Ask choosing = named.choosing(target.filter(each -> !before(key).equals(Optional.of(each.toString()))));
            Optional<ServerUrl> server = target.filter(each -> each == Target.SERVER)
                    .flatMap(each -> SetupForm.valid(answers, Settings.SERVER_URL));
            return mayLook.test(server.map(choosing::on).orElse(choosing))
                    && server.flatMap(NamedServer::unverified).isEmpty();
        }

        /** The target that an environment has already. */
        private Optional<String> before(Optional<EnvironmentKey> key) {
            return key.flatMap(
                            each -> remembered(each.app(), each.environment(), Optional.empty(), Settings.TARGET.id()))
                    .map(Answer::value);
        }

        /** Only of a server that the policy lets the person name. */
        @Override
        public Optional<List<AvailableExtension>> extensions(ServerUrl server) {
            return mayChoose.test(asking.choosing(Optional.of(Target.SERVER)).on(server))
                    ? looks.extensions(server)
                    : Optional.empty();
        }

        @Override
        public Optional<String> unknownBucket(AppName app, EnvironmentName environment) {
            return isAllowed.test(new EnvironmentKey(app, environment))
                    ? looks.unknownBucket(app, environment)
                    : Optional.empty();
        }

        @Override
        public List<Choice> accounts() {
            return project.map(SetupFacts::accounts).orElse(List.of());
        }

        @Override
        public List<Choice> apps() {
            return known.stream()
                    .map(key -> key.app().value())
                    .distinct()
                    .map(app -> new Choice(app, ""))
                    .toList();
        }

        /** The bot can't know which applications there are: the policy says whose database somebody may set up. */
        @Override
        public Optional<String> appProblem(AppName app) {
            return Optional.empty();
        }

        @Override
        public List<Choice> environments(AppName app) {
            return known.stream()
                    .filter(key -> key.app().equals(app))
                    .map(key -> new Choice(key.environment().value(), ""))
                    .toList();
        }

        /** Those that the policy lets the person choose, and the one that the environment has already. */
        @Override
        public List<Target> targets(Optional<AppName> app, Optional<EnvironmentName> environment) {
            Ask named = asking.about(app, environment);
            Optional<String> before =
                    before(app.flatMap(name -> environment.map(each -> new EnvironmentKey(name, each))));
            return Arrays.stream(Target.values())
                    .filter(target -> before.equals(Optional.of(target.toString()))
                            || mayChoose.test(named.choosing(Optional.of(target))))
                    .toList();
        }

        /** The extensions in the latest setup of one of the application's environments. */
        @Override
        public SortedMap<ExtensionName, Answer> extensions(AppName app, EnvironmentName environment) {
            SortedMap<ExtensionName, Answer> extensions = new TreeMap<>();
            if (known.stream().anyMatch(key -> key.app().equals(app))) {
                store.within(transaction -> transaction.configurations().latest(app, Settings.EXTENSIONS.id()))
                        .map(ExtensionSwitches::of)
                        .ifPresent(declared -> declared.switches()
                                .forEach(
                                        (name, on) -> extensions.put(name, new Answer(on ? "on" : "off", LAST_SETUP))));
            }
            return extensions;
        }

        @Override
        public Optional<Answer> remembered(
                AppName app, EnvironmentName environment, Optional<Target> target, String question) {
            EnvironmentKey key = new EnvironmentKey(app, environment);
            return known.contains(key)
                    ? store.within(transaction -> transaction.configurations().find(key))
                            .flatMap(
                                    found -> Optional.ofNullable(found.answers().get(question)))
                            .map(value -> new Answer(value, LAST_SETUP))
                    : Optional.empty();
        }

        /** Only of a database that the person may set up. */
        @Override
        public Optional<DeclaredSetting> declared(AppName app, EnvironmentName environment, Setting<?> setting) {
            return isAllowed.test(new EnvironmentKey(app, environment))
                    ? project.flatMap(facts -> facts.declared(app, environment, setting))
                    : Optional.empty();
        }
    }
}

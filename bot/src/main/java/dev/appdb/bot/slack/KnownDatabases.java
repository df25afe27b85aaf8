package dev.appdb.bot.slack;

import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.job.UserGroups;
import dev.appdb.bot.job.UserGroups.GroupsUnknownException;
import dev.appdb.bot.policy.Ask;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Store;
import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.Target;
import dev.appdb.setting.DeclaredSetting;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupFacts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The stored databases, for the forms of a person who may use them: nobody sees others. */
final class KnownDatabases {
    private static final String LAST_SETUP = "the last setup";
    /** With the time for a form it is well below the 3 s that Slack waits. */
    private static final Duration FOR_GROUPS = Duration.ofMillis(800);

    private final Supplier<Optional<SetupFacts>> declared;
    private final Store store;
    private final Policy policy;
    private final UserGroups groups;
    /** One thread: of several that ask at once, one asks Slack. */
    private final TimeLimiter limiter = new TimeLimiter(1, FOR_GROUPS);

    /** @param declared the facts that the project declares now: the defaults of a form's questions */
    KnownDatabases(Store store, Policy policy, UserGroups groups, Supplier<Optional<SetupFacts>> declared) {
        this.declared = declared;
        this.store = store;
        this.policy = policy;
        this.groups = groups;
    }

    /** The facts that a form may offer to a person who asks for a command in a channel. */
    SetupFacts offeredTo(String user, String channel, CommandName command) {
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
        return new Offered(store, known, isAllowed, asking, mayChoose, declared.get());
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
            Optional<SetupFacts> project)
            implements SetupFacts {

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
            Optional<String> before = app.flatMap(name ->
                            environment.flatMap(each -> remembered(name, each, Optional.empty(), Settings.TARGET.id())))
                    .map(Answer::value);
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

package dev.appdb.setting;

import dev.appdb.extensions.Extension;
import dev.appdb.extensions.ExtensionCatalogue;
import dev.appdb.failure.NearestNames;
import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.form.ChoiceGroup;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Target;
import dev.appdb.roles.AvailableExtension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The extensions that the server of a set-up has, to be switched on and off.
 *
 * @param target where the server is; empty while that is not known
 * @param declared what the app declares now: {@code on} or {@code off}, and where
 * @param answered the extensions that an existing server has; empty where it was not asked
 */
public record ExtensionChoices(
        Optional<Target> target,
        PostgresVersion version,
        SortedMap<ExtensionName, Answer> declared,
        Optional<List<AvailableExtension>> answered) {
    private static final String BUILT_IN = "plpgsql";
    private static final String IT = "it";

    private static final ChoiceGroup RDS_SUPERUSER = new ChoiceGroup("needs rds_superuser", "");
    private static final ChoiceGroup ANY_SUPERUSER = new ChoiceGroup("needs a superuser, or rds_superuser", "");

    /** In the sense of the set-up instructions of the projects that declare superuser_extensions. */
    private static final ChoiceGroup TRUSTED = new ChoiceGroup(
            "trusted: belongs in your migrations",
            "This setting is only for extensions that need the rds_superuser role to be created. The trusted ones you can,"
                    + " and should, create in your application's migrations instead.");

    private static final ChoiceGroup SUPERUSER =
            new ChoiceGroup("needs a superuser", "Amazon RDS has no superuser: there these can't be turned on.");

    private static final ChoiceGroup ABSENT = new ChoiceGroup("not available here", "");

    private static final List<ChoiceGroup> GROUPS = List.of(RDS_SUPERUSER, ANY_SUPERUSER, SUPERUSER, TRUSTED, ABSENT);

    /**
     * Those that the application may not create first, then those that it may, and last those that the server does not have. Of
     * each group the declared ones come first, each by name. What comes with every database can't be switched.
     */
    List<Choice> offered() {
        List<Choice> choices = new ArrayList<>();
        declared.forEach((name, state) -> choices.add(new Choice(
                name.value(),
                state.value() + " now (" + state.source() + ")" + words(name.value(), "; "),
                unavailable(name.value(), IT).orElse(""),
                true,
                group(name.value()))));
        knownNames().stream()
                .filter(name -> !declared.containsKey(new ExtensionName(name)) && !name.equals(BUILT_IN))
                .map(this::undeclared)
                .forEach(choices::add);
        choices.sort(Comparator.comparingInt(choice -> GROUPS.indexOf(choice.group())));
        return List.copyOf(choices);
    }

    private Choice undeclared(String name) {
        String unavailable = unavailable(name, IT).orElse("");
        return new Choice(name, words(name, ""), unavailable, false, unavailable.isEmpty() ? group(name) : ABSENT);
    }

    /**
     * An extension's place among the others.
     *
     * @param creator who may create it: {@code trusted} if the application may, else {@code rds_superuser} or {@code superuser}
     * @param unavailable why it can't be turned on, a clause; empty if it can
     */
    public record Standing(String creator, String unavailable) {
        public boolean isTrusted() {
            return creator.equals("trusted");
        }
    }

    /** The place of an extension, the same as where the wizard offers it. */
    public Standing standing(String name) {
        ChoiceGroup group = group(name);
        String creator =
                group.equals(TRUSTED) ? "trusted" : group.equals(RDS_SUPERUSER) ? "rds_superuser" : "superuser";
        return new Standing(creator, unavailable(name, IT).orElse(""));
    }

    /** The group by who creates it, as the server says, or else the catalogue. */
    private ChoiceGroup group(String name) {
        return onServer(name)
                .map(extension -> extension.trusted() ? TRUSTED : ANY_SUPERUSER)
                .or(() -> ExtensionCatalogue.find(name).map(extension -> switch (extension.permission()) {
                    case TRUSTED -> TRUSTED;
                    case RDS_SUPERUSER -> RDS_SUPERUSER;
                    case SUPERUSER -> SUPERUSER;
                }))
                .orElse(RDS_SUPERUSER);
    }

    private Optional<AvailableExtension> onServer(String name) {
        return answered.flatMap(
                all -> all.stream().filter(each -> each.name().equals(name)).findFirst());
    }

    /** The description of an extension; empty where nothing is known of it. */
    private String words(String name, String before) {
        return onServer(name)
                .map(extension -> before + extension.comment())
                .or(() -> ExtensionCatalogue.find(name).map(extension -> before + words(extension)))
                .orElse("");
    }

    private String words(Extension extension) {
        boolean loads = extension.isPreloaded() && target.equals(Optional.of(Target.AWS));
        return extension.description()
                + (loads ? "; its library is loaded at the server's start, so a running one is rebooted" : "");
    }

    /**
     * The reason why an extension can't be turned on; empty if it can, and on a server that was not asked.
     *
     * @param shown the words for it in that clause: its name or "it"
     */
    private Optional<String> unavailable(String name, String shown) {
        Optional<Extension> known = ExtensionCatalogue.find(name);
        return target.flatMap(place -> switch (place) {
            case LOCAL -> onLocalServer(known, shown);
            case AWS ->
                known.filter(ExtensionCatalogue.onRds(version.major())::contains)
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of("Amazon RDS for PostgreSQL " + version + " does not have " + shown);
            case SERVER -> answered.flatMap(all -> onServer(onServer(name), shown));
        });
    }

    private Optional<String> onLocalServer(Optional<Extension> known, String shown) {
        if (known.filter(ExtensionCatalogue.onLocalServer(version.major())::contains)
                .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                known.filter(extension -> extension.inPostgres().contains(version.major()))
                                .isPresent()
                        ? shown + " needs a superuser, as which the local server is not managed"
                        : "the local PostgreSQL " + version + " does not have " + shown);
    }

    private static Optional<String> onServer(Optional<AvailableExtension> extension, String shown) {
        if (extension.isEmpty()) {
            return Optional.of("this server does not have " + shown);
        }
        return extension.get().creatable() || extension.get().installedVersion() != null
                ? Optional.empty()
                : Optional.of("only a superuser may create " + shown + " on this server");
    }

    /** Everything that is wrong with an answer. */
    Optional<String> problem(ExtensionSwitches switches) {
        Set<String> misspelled = new TreeSet<>();
        List<String> problems = new ArrayList<>();
        judged(switches)
                .forEach(name -> misspelling(name).ifPresent(problem -> {
                    misspelled.add(name);
                    problems.add(problem);
                }));
        if (Boolean.FALSE.equals(switches.switches().get(new ExtensionName(BUILT_IN)))) {
            problems.add(BUILT_IN + " can't be turned off: it comes with every database, and functions need it");
        }
        switches.switches().entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .filter(name -> !isDeclaredOn(name) && !misspelled.contains(name.value()))
                .flatMap(name -> unavailable(name.value(), name.value()).stream())
                .forEach(problems::add);
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    /** The problem of a name alone, without a state, that none of the choices has; empty for any other answer. */
    Optional<String> problemOfName(String typed) {
        String name = typed.strip();
        if (name.equals(BUILT_IN)) {
            return Optional.of(BUILT_IN + " comes with every database, and can't be turned off: leave it out");
        }
        return name.isEmpty() || name.contains("=") || name.contains(" ") ? Optional.empty() : misspelling(name);
    }

    /** The names that have to be an extension's: on a server that was not asked those whose declaration is removed. */
    private Set<String> judged(ExtensionSwitches switches) {
        Set<String> judged = new TreeSet<>();
        switches.undeclared().forEach(name -> judged.add(name.value()));
        if (target.isPresent() && (target.get() != Target.SERVER || answered.isPresent())) {
            switches.switches().keySet().forEach(name -> judged.add(name.value()));
        }
        return judged;
    }

    /** The problem of a name that is no extension's, and near to one's. */
    private Optional<String> misspelling(String name) {
        Set<String> names = knownNames();
        return names.contains(name)
                ? Optional.empty()
                : NearestNames.misspelled(name, names)
                        .map(meant -> "there is no extension \"" + name + "\": did you mean \"" + meant + "\"?");
    }

    private Set<String> knownNames() {
        Set<String> names = new TreeSet<>();
        ExtensionCatalogue.all().forEach(extension -> names.add(extension.name()));
        answered.ifPresent(all -> all.forEach(extension -> names.add(extension.name())));
        declared.keySet().forEach(name -> names.add(name.value()));
        return names;
    }

    private boolean isDeclaredOn(ExtensionName name) {
        Answer now = declared.get(name);
        return now != null && now.value().equals("on");
    }

    /** The default answer, with what is declared now. */
    Answer leftAsItIs() {
        String now = declared.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().value())
                .collect(Collectors.joining(" "));
        return new Answer("", now.isEmpty() ? "unchanged" : "unchanged: " + now);
    }
}

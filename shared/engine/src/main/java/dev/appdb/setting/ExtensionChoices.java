package dev.appdb.setting;

import dev.appdb.extensions.Extension;
import dev.appdb.extensions.ExtensionCatalogue;
import dev.appdb.failure.NearestNames;
import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Target;
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
 */
record ExtensionChoices(Optional<Target> target, PostgresVersion version, SortedMap<ExtensionName, Answer> declared) {
    private static final ExtensionName BUILT_IN = new ExtensionName("plpgsql");

    /** The declared ones first, then those that the application may not create, then the rest; each by name. */
    List<Choice> offered() {
        List<Extension> known = known();
        Set<String> names = known.stream().map(Extension::name).collect(Collectors.toSet());
        List<Choice> choices = new ArrayList<>();
        declared.forEach((name, state) -> choices.add(new Choice(
                name.value(),
                state.value() + " now (" + state.source() + "); "
                        + (names.contains(name.value())
                                ? ExtensionCatalogue.find(name.value())
                                        .map(this::words)
                                        .orElse("")
                                : absent()))));
        known.stream()
                .filter(extension -> !declared.containsKey(new ExtensionName(extension.name())))
                .sorted(Comparator.comparing(extension -> extension.permission() == Extension.Permission.TRUSTED))
                .forEach(extension -> choices.add(new Choice(extension.name(), words(extension))));
        return List.copyOf(choices);
    }

    /** Any server may have any extension, so there all that are known are offered. */
    private List<Extension> known() {
        return target.map(place -> switch (place) {
                    case LOCAL -> ExtensionCatalogue.onLocalServer(version.major());
                    case AWS -> ExtensionCatalogue.onRds(version.major());
                    case SERVER -> ExtensionCatalogue.all();
                })
                .orElse(ExtensionCatalogue.all());
    }

    private String words(Extension extension) {
        String permission = switch (extension.permission()) {
            case TRUSTED -> "trusted: the migrator can create it itself";
            case RDS_SUPERUSER -> "needs rds_superuser";
            case SUPERUSER -> "needs a superuser, which nobody is on Amazon RDS";
        };
        boolean loads = extension.isPreloaded() && target.equals(Optional.of(Target.AWS));
        return extension.description() + "; " + permission
                + (loads ? "; its library is loaded at the server's start, so a running one is rebooted" : "");
    }

    private String absent() {
        return target.equals(Optional.of(Target.LOCAL))
                ? "the local PostgreSQL " + version + " does not have it"
                : "not among those that appdb knows of PostgreSQL " + version;
    }

    /** Everything that is wrong with an answer. */
    Optional<String> problem(ExtensionSwitches switches) {
        List<String> problems = new ArrayList<>(misspelled(switches));
        if (Boolean.FALSE.equals(switches.switches().get(BUILT_IN))) {
            problems.add(BUILT_IN + " can't be turned off: it comes with every database, and functions need it");
        }
        if (target.equals(Optional.of(Target.AWS))) {
            problems.addAll(lacking(switches, ExtensionCatalogue.onRds(version.major()), "Amazon RDS for PostgreSQL "));
        } else if (target.equals(Optional.of(Target.LOCAL))) {
            problems.addAll(
                    lacking(switches, ExtensionCatalogue.onLocalServer(version.major()), "the local PostgreSQL "));
            problems.addAll(unknown(switches));
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    /**
     * The names that look misspelled: near to an extension's name, and none itself. A name that is near to none passes here,
     * since the catalogue has not all extensions, and on somebody's own server every name does that is to be declared.
     */
    private List<String> misspelled(ExtensionSwitches switches) {
        Set<ExtensionName> judged = new TreeSet<>(switches.undeclared());
        if (target.isPresent() && target.get() != Target.SERVER) {
            judged.addAll(switches.switches().keySet());
        }
        Set<String> names = knownNames();
        return judged.stream()
                .map(ExtensionName::value)
                .filter(name -> !names.contains(name))
                .flatMap(name -> NearestNames.misspelled(name, names)
                        .map(meant -> "there is no extension \"" + name + "\": did you mean \"" + meant + "\"?")
                        .stream())
                .toList();
    }

    /** The names to be turned on that are no extension's and look like none's: the local server has what the catalogue has. */
    private List<String> unknown(ExtensionSwitches switches) {
        Set<String> names = knownNames();
        return switches.switches().entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(entry -> entry.getKey().value())
                .filter(name -> !names.contains(name))
                .filter(name -> NearestNames.misspelled(name, names).isEmpty())
                .map(name -> "the local PostgreSQL " + version + " does not have " + name)
                .toList();
    }

    private Set<String> knownNames() {
        Set<String> names = new TreeSet<>();
        ExtensionCatalogue.all().forEach(extension -> names.add(extension.name()));
        declared.keySet().forEach(name -> names.add(name.value()));
        return names;
    }

    /** The known ones to be turned on that are not on yet, and that a server in this version has not. */
    private List<String> lacking(ExtensionSwitches switches, List<Extension> there, String server) {
        return switches.switches().entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .filter(name -> !isDeclaredOn(name))
                .flatMap(name -> ExtensionCatalogue.find(name.value()).stream())
                .filter(extension -> !there.contains(extension))
                .map(extension -> server + version + " does not have " + extension.name())
                .toList();
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

package dev.appdb.project;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the differences between a backend file, which is left as it is, and flags and accounts. */
final class BackendDifferences {
    /** {@code <project>-<account id>-<region>-tf}. */
    private static final Pattern ACCOUNT_IN_NAME = Pattern.compile("-(\\d{12})-");

    private final DatabaseRequest request;
    private final BackendSettings settings;
    private final BackendFacts facts;
    private final List<String> warnings = new ArrayList<>();

    BackendDifferences(DatabaseRequest request, BackendSettings settings, BackendFacts facts) {
        this.request = request;
        this.settings = settings;
        this.facts = facts;
    }

    /**
     * A warning for each, and how to change the file; none if there is no difference.
     *
     * @param named the location by flags or accounts
     * @param requested the Region by flag or memory
     */
    List<String> from(Optional<BackendChoice.Location> named, Optional<Sourced<Region>> requested) {
        Optional<BackendFile> existing = facts.existing();
        Optional<String> bucket = existing.flatMap(BackendFile::bucket);
        if (bucket.isEmpty()) {
            warnings.add("Warning: " + file() + (existing.isEmpty() ? " is not valid HCL." : " names no bucket."));
        }
        add("Bucket", bucket, named.map(BackendChoice.Location::bucket));
        add(
                "Region",
                existing.flatMap(BackendFile::region),
                requested.or(() -> named.flatMap(BackendChoice.Location::region)));
        bucket.ifPresent(name -> owner(name).ifPresentOrElse(this::addAccount, () -> addUnknownAccount(name)));
        if (!warnings.isEmpty()) {
            warnings.add(file() + " is left as it is. " + Remedy.of("Change it with {}.", overwriting()));
        }
        return warnings;
    }

    private Remedy.Command overwriting() {
        Remedy.Command command = Subcommand.CONFIGURE.about(
                request.app().value(), request.environment().value());
        command = with(command, "--bucket", settings.bucket());
        command = with(command, "--account", settings.accountName());
        command = with(command, "--account-id", settings.accountId());
        return command.with("--overwrite");
    }

    private static Remedy.Command with(Remedy.Command command, String flag, Optional<String> value) {
        return value.isPresent() ? command.with(flag, value.get()) : command;
    }

    private String file() {
        return ProjectFiles.shown(facts.file());
    }

    private <T> void add(String name, Optional<T> there, Optional<Sourced<T>> named) {
        if (there.isPresent()
                && named.isPresent()
                && !there.get().equals(named.get().value())) {
            warn(name, there.get().toString(), named.get());
        }
    }

    private void warn(String name, String there, Sourced<?> named) {
        warnings.add("Warning: " + name + " " + there + " in " + file() + " is not " + named + ".");
    }

    /** The account whose file names the bucket, too. */
    private Optional<AccountBackend> owner(String bucket) {
        return facts.accounts().stream()
                .filter(account -> account.backend().bucket().equals(Optional.of(bucket)))
                .findFirst();
    }

    /** The account that the name of a bucket without an account file has in it, as the template's own script names buckets. */
    private void addUnknownAccount(String bucket) {
        if (settings.accountId().isEmpty()) {
            return;
        }
        Sourced<String> id = new Sourced<>(settings.accountId().get(), "from --account-id");
        Matcher named = ACCOUNT_IN_NAME.matcher(bucket);
        if (!named.find()) {
            warnings.add("Warning: The account of bucket " + bucket + " in " + file() + " is not known; Account " + id
                    + " is not checked.");
        } else if (!named.group(1).equals(id.value())) {
            warn("Account", named.group(1) + " of bucket " + bucket, id);
        }
    }

    private void addAccount(AccountBackend owner) {
        Optional<Sourced<String>> id = settings.accountId().map(value -> new Sourced<>(value, "from --account-id"));
        Optional<Sourced<String>> name = settings.accountName()
                .map(value -> new Sourced<>(value, "from --account"))
                .or(() -> id.isPresent() ? Optional.empty() : facts.environmentAccount());
        if (name.filter(named -> !named.value().equals(owner.name())).isPresent()) {
            warn("Account", owner.shown(), name.get());
        } else if (id.filter(named -> !owner.id().equals(Optional.of(named.value())))
                .isPresent()) {
            warn("Account", owner.shown(), id.get());
        }
    }
}

package dev.appdb.project;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.request.BucketName;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Region;
import dev.appdb.request.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides where an environment's Terraform state is, from flags and from the project's declarations; it reads nothing
 * itself.
 *
 * <p>Flags come first. Then the environment's own backend file, because the state is there already; then the backend file of
 * the environment's account; then the template's naming convention. What none of them says stays unknown. A backend file
 * that is there is changed only where {@code --overwrite} was given.
 */
final class BackendChoice {
    private final DatabaseRequest request;
    private final BackendSettings settings;
    private final BackendFacts facts;
    private final List<String> notices = new ArrayList<>();

    private BackendChoice(DatabaseRequest request, BackendSettings settings, BackendFacts facts) {
        this.request = request;
        this.settings = settings;
        this.facts = facts;
    }

    /** A bucket, and the Region that the same place gives for it. */
    record Location(Sourced<String> bucket, Optional<Sourced<Region>> region) {}

    /** @throws FailureException if target aws has no bucket, or an account is not known or its file not valid */
    static Configuration decide(DatabaseRequest request, BackendSettings settings, BackendFacts facts)
            throws FailureException {
        return new BackendChoice(request, settings, facts).configuration();
    }

    /** The configuration of an environment that needs no backend file, and whose project can't be understood. */
    static Configuration none(DatabaseRequest request, Path file, Failure why) {
        return new Configuration(
                new FileChange(file, Optional.empty(), "", purpose(request), false, List.of()),
                standardKey(file),
                Optional.empty(),
                Optional.empty(),
                List.of("Warning: " + ProjectFiles.shown(file) + " is not written: " + why.sentence()));
    }

    private Configuration configuration() throws FailureException {
        Optional<AccountBackend> account = account();
        Optional<Location> there = existing();
        Optional<Location> named = named(account);
        boolean isChosen = settings.bucket().isPresent() || settings.choosesAccount() || settings.overwrite();
        Optional<Location> location = isChosen ? named.or(() -> there) : there.or(() -> named);
        if (location.isEmpty() && request.target() == Target.AWS) {
            throw Failure.input(
                            "bucket-missing",
                            "could not find the bucket of the Terraform state of " + request.cluster(),
                            whyNoBucket(),
                            giveBucket())
                    .asException();
        }
        Optional<Sourced<Region>> region = region(location, account);
        Sourced<String> key = facts.existing()
                .flatMap(BackendFile::key)
                .map(value -> new Sourced<>(value, fromBackendFile()))
                .orElseGet(() -> standardKey(facts.file()));
        boolean isKept = facts.existingText().isPresent() && !settings.overwrite();
        if (isKept) {
            notices.addAll(new BackendDifferences(request, settings, facts).from(named, requestedRegion()));
        }
        FileChange change = change(isKept ? Optional.empty() : after(location, region, key, account));
        return new Configuration(change, key, location.map(Location::bucket), region, notices);
    }

    /** The key that the template's script gives the state: beside the backend file, as it were. */
    private static Sourced<String> standardKey(Path file) {
        return new Sourced<>(
                ProjectFiles.shown(file).replace(BackendFile.ENDING, ".tfstate"), "from app, module and environment");
    }

    private FileChange change(Optional<String> after) {
        return new FileChange(
                facts.file(),
                facts.existingText(),
                after.or(facts::existingText).orElse(""),
                purpose(request),
                facts.existing().isEmpty(),
                List.of());
    }

    private static String purpose(DatabaseRequest request) {
        return "where Terraform keeps the state of " + request.app() + "'s " + request.module() + " in "
                + request.environment();
    }

    /** The file's text once written; empty where it stays as it is. */
    private Optional<String> after(
            Optional<Location> location,
            Optional<Sourced<Region>> region,
            Sourced<String> key,
            Optional<AccountBackend> account) {
        if (location.isEmpty()) {
            notices.add(notWritten(whyNoBucket(), giveBucket()));
            return Optional.empty();
        }
        String bucket = location.get().bucket().value();
        if (region.isEmpty() && facts.template().needsRegion()) {
            notices.add(notWritten(
                    "the Region of bucket " + bucket + " is not known", Remedy.of("Give it with {--region REGION}.")));
            return Optional.empty();
        }
        contradictions(location.get(), region);
        Optional<AccountBackend> owner =
                account.filter(one -> one.backend().bucket().equals(Optional.of(bucket)));
        return Optional.of(
                facts.existing().isPresent()
                        ? edited(facts.existing().get(), bucket, key, region, owner)
                        : created(bucket, key, region, owner));
    }

    private String created(
            String bucket, Sourced<String> key, Optional<Sourced<Region>> region, Optional<AccountBackend> owner) {
        String lockTable = owner.flatMap(one -> one.backend().lockTable()).orElse(lockTable(bucket));
        String unknown = facts.template().unknown();
        if (!unknown.isEmpty()) {
            notices.add("Fill in " + unknown + " in " + shownFile() + ", as in "
                    + ProjectFiles.shown(BackendTemplate.FILE) + ".");
        }
        return facts.template().rendered(bucket, key.value(), region.map(Sourced::value), lockTable);
    }

    private String edited(
            BackendFile existing,
            String bucket,
            Sourced<String> key,
            Optional<Sourced<Region>> region,
            Optional<AccountBackend> owner) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("bucket", bucket);
        values.put("key", key.value());
        region.ifPresent(value -> values.put("region", value.value().value()));
        Optional<String> lockTable = existing.lockTable();
        if (lockTable.isPresent() && !existing.string("bucket").equals(Optional.of(bucket))) {
            Optional<String> moved = owner.flatMap(one -> one.backend().lockTable());
            moved.ifPresentOrElse(
                    table -> values.put(BackendFile.LOCK_TABLE, table),
                    () -> notices.add("Warning: " + BackendFile.LOCK_TABLE + " stays " + lockTable.get()
                            + ". Check that the account of bucket " + bucket + " has that table."));
        }
        return existing.with(values);
    }

    /** The name that the template's account module gives the table beside a bucket. */
    private static String lockTable(String bucket) {
        return bucket + "-state-locks";
    }

    /** The location by flags, the environment's account or convention, and not by the environment's own file. */
    private Optional<Location> named(Optional<AccountBackend> account) throws FailureException {
        if (settings.bucket().isPresent()) {
            Sourced<String> bucket = new Sourced<>(settings.bucket().get(), "from --bucket");
            return Optional.of(new Location(
                    bucket,
                    existing()
                            .filter(there -> there.bucket().value().equals(bucket.value()))
                            .flatMap(Location::region)));
        }
        return account.isPresent() ? Optional.of(location(account.get())) : convention();
    }

    private Optional<Location> existing() {
        return facts.existing()
                .flatMap(file -> file.bucket()
                        .map(bucket -> new Location(
                                new Sourced<>(bucket, fromBackendFile()),
                                file.region().map(region -> new Sourced<>(region, fromBackendFile())))));
    }

    private Location location(AccountBackend account) throws FailureException {
        Optional<String> bucket = account.backend().string("bucket");
        Optional<String> problem =
                bucket.isEmpty() ? Optional.of("it names no bucket") : BucketName.problem(bucket.get());
        if (problem.isPresent()) {
            throw Failure.input(
                            "account-backend-not-valid",
                            "could not take the bucket " + account.source(),
                            problem.get(),
                            "Set the account up again, or give the bucket with {--bucket NAME}.")
                    .asException();
        }
        return new Location(
                new Sourced<>(bucket.orElseThrow(), account.source()),
                account.backend().region().map(region -> new Sourced<>(region, account.source())));
    }

    /** The name that the template's account set-up gives its bucket, where all its parts are known. */
    private Optional<Location> convention() {
        if (settings.accountId().isEmpty() || facts.projectName().isEmpty()) {
            return Optional.empty();
        }
        Optional<Region> region = facts.defaultRegion().or(request::region);
        return region.map(where ->
                        facts.projectName().get() + "-" + settings.accountId().get() + "-" + where + "-tf")
                .filter(bucket -> BucketName.problem(bucket).isEmpty())
                .map(bucket -> new Location(
                        new Sourced<>(
                                bucket,
                                facts.defaultRegion().isPresent()
                                        ? "by convention, from infra/project-config/main.tf and --account-id"
                                        : "by convention, from infra/project-config/main.tf, --account-id and the region"),
                        defaultRegion()));
    }

    private Optional<Sourced<Region>> region(Optional<Location> location, Optional<AccountBackend> account) {
        return requestedRegion()
                .or(() -> location.flatMap(Location::region))
                .or(() -> account.flatMap(
                        one -> one.backend().region().map(region -> new Sourced<>(region, one.source()))))
                .or(() -> facts.existing()
                        .flatMap(BackendFile::region)
                        .map(region -> new Sourced<>(region, fromBackendFile())))
                .or(this::defaultRegion)
                .or(() -> request.region().map(region -> new Sourced<>(region, "from --region")));
    }

    /** The Region by flag or memory. A request for AWS always has a Region, and most often the project gave it. */
    private Optional<Sourced<Region>> requestedRegion() {
        return request.region()
                .filter(region -> request.target() != Target.AWS
                        || facts.region()
                                .filter(given -> given.value().equals(region))
                                .isEmpty())
                .map(region -> facts.rememberedRegion()
                        .filter(remembered -> remembered.value().equals(region))
                        .orElse(new Sourced<>(region, "from --region")));
    }

    private Optional<Sourced<Region>> defaultRegion() {
        return facts.defaultRegion()
                .map(region -> new Sourced<>(region, "from default_region in infra/project-config/main.tf"));
    }

    /** The account that flags choose, else the environment's. */
    private Optional<AccountBackend> account() throws FailureException {
        if (!settings.choosesAccount()) {
            return facts.account();
        }
        List<AccountBackend> candidates = facts.accounts().stream()
                .filter(account ->
                        settings.accountName().map(account.name()::equals).orElse(true))
                .filter(account -> settings.accountId()
                        .map(id -> account.id().equals(Optional.of(id)))
                        .orElse(true))
                .toList();
        if (candidates.isEmpty() && settings.accountName().isPresent()) {
            throw Failure.input(
                            "account-not-known",
                            "could not find account " + settings.accountName().get(),
                            facts.accounts().isEmpty()
                                    ? "infra/accounts has no backend file"
                                    : "infra/accounts has " + shownAccounts(),
                            "Give one of those with {--account NAME}, or the bucket with {--bucket NAME}.")
                    .asException();
        }
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    private void contradictions(Location location, Optional<Sourced<Region>> region) {
        location.region()
                .filter(there -> region.isPresent() && !region.get().value().equals(there.value()))
                .ifPresent(there -> notices.add("Region " + region.orElseThrow() + " is not " + there
                        + ", where bucket " + location.bucket().value()
                        + " is declared: the backend file must name the bucket's own Region."));
    }

    private String fromBackendFile() {
        return "from " + shownFile();
    }

    private String shownFile() {
        return ProjectFiles.shown(facts.file());
    }

    private String notWritten(String why, Remedy remedy) {
        return shownFile() + " is " + (facts.existingText().isPresent() ? "left as it is: " : "not written: ") + why
                + ". " + remedy;
    }

    private String whyNoBucket() {
        if (facts.unknownAccount().isPresent()) {
            return facts.unknownAccount().get();
        }
        if (isAccountWithoutFile()) {
            return "the environment belongs to account "
                    + facts.environmentAccount().orElseThrow() + ", which has no backend file in infra/accounts"
                    + (facts.accounts().isEmpty() ? "" : "; there is " + shownAccounts());
        }
        return facts.accounts().size() > 1
                ? "infra/accounts has several accounts, and nothing names one of them: " + shownAccounts()
                : "neither flags nor infra/accounts nor the backend file name a bucket";
    }

    private boolean isAccountWithoutFile() {
        return facts.environmentAccount()
                .filter(name -> facts.accounts().stream()
                        .noneMatch(account -> account.name().equals(name.value())))
                .isPresent();
    }

    private Remedy giveBucket() {
        if (facts.unknownAccount().isPresent()) {
            return Remedy.of("Give the account with {--account NAME}, or the bucket with {--bucket NAME}.");
        }
        if (isAccountWithoutFile()) {
            return Remedy.of(
                    "Set that account up, or give another with {--account NAME}, its ID with {--account-id ID}, or the"
                            + " bucket with {--bucket NAME}.");
        }
        return Remedy.of(
                facts.accounts().size() > 1
                        ? "Choose with {--account NAME}, or give the bucket with {--bucket NAME}."
                        : "Give it with {--bucket NAME}, or the account with {--account-id ID} where infra/project-config names"
                                + " project and Region.");
    }

    private String shownAccounts() {
        return facts.accounts().stream().map(AccountBackend::shown).collect(Collectors.joining(", "));
    }
}

package dev.appdb.project;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.request.BucketName;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Region;
import dev.appdb.request.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides where an environment's Terraform state is, from flags and from what the project says; it reads nothing itself.
 *
 * <p>Flags come first. Then what the environment's own backend file says, because the state is there already; then the
 * account's backend file; then the template's naming convention. What none of them says stays unknown.
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
    private record Location(Sourced<String> bucket, Optional<Sourced<Region>> region) {}

    /** @throws FailureException if a bucket is required and not to be found, or an account file is not valid */
    static Configuration decide(DatabaseRequest request, BackendSettings settings, BackendFacts facts)
            throws FailureException {
        return new BackendChoice(request, settings, facts).configuration();
    }

    private Configuration configuration() throws FailureException {
        Optional<AccountBackend> account = account();
        Optional<Location> location = location(account);
        Optional<Sourced<Region>> region = region(location, account);
        if (location.isEmpty()) {
            noBucket();
        } else {
            contradictions(location.get(), region);
            otherBucket(location.get(), account);
        }
        Sourced<String> key = new Sourced<>(
                "infra/" + request.app() + "/" + request.module() + "/" + request.environment() + ".tfstate",
                "from app, module and environment");
        Optional<Sourced<String>> bucket = location.map(Location::bucket);
        BackendFile wanted = BackendFile.of(bucket.map(Sourced::value), key.value(), region.map(Sourced::value));
        return new Configuration(change(wanted), key, bucket, region, notices);
    }

    /** A file that says the same in another layout, or with comments, is left alone. */
    private FileChange change(BackendFile wanted) {
        boolean same = facts.existing()
                .map(BackendFile::lines)
                .filter(wanted.lines()::equals)
                .isPresent();
        return new FileChange(
                facts.file(),
                facts.existingText(),
                same ? facts.existingText().orElseThrow() : wanted.text(),
                "where Terraform keeps the state of " + request.app() + "'s " + request.module() + " in "
                        + request.environment(),
                true,
                List.of());
    }

    private Optional<Location> location(Optional<AccountBackend> account) throws FailureException {
        if (settings.bucket().isPresent()) {
            Sourced<String> bucket = new Sourced<>(settings.bucket().get(), "from --bucket");
            return Optional.of(new Location(
                    bucket,
                    existing()
                            .filter(there -> there.bucket().value().equals(bucket.value()))
                            .flatMap(Location::region)));
        }
        boolean asked =
                settings.accountName().isPresent() || settings.accountId().isPresent();
        Optional<Location> location = asked ? Optional.empty() : existing();
        if (location.isEmpty() && account.isPresent()) {
            location = Optional.of(location(account.get()));
        }
        return location.or(this::convention).or(this::existing);
    }

    private Optional<Location> existing() {
        String source = fromBackendFile();
        return facts.existing()
                .flatMap(file -> file.bucket()
                        .filter(bucket -> BucketName.problem(bucket).isEmpty())
                        .map(bucket -> new Location(
                                new Sourced<>(bucket, source),
                                file.region().map(region -> new Sourced<>(region, source)))));
    }

    private static Location location(AccountBackend account) throws FailureException {
        Optional<String> bucket = account.backend().bucket();
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
        return request.region()
                .map(this::requested)
                .or(() -> location.flatMap(Location::region))
                .or(() -> account.flatMap(
                        one -> one.backend().region().map(region -> new Sourced<>(region, one.source()))))
                .or(this::existingRegion)
                .or(this::defaultRegion);
    }

    private Optional<Sourced<Region>> existingRegion() {
        return facts.existing().flatMap(BackendFile::region).map(region -> new Sourced<>(region, fromBackendFile()));
    }

    private Sourced<Region> requested(Region region) {
        return facts.rememberedRegion()
                .filter(remembered -> remembered.value().equals(region))
                // A request for AWS always has a Region, and most often the project gave it.
                .or(() -> facts.region()
                        .filter(given ->
                                request.target() == Target.AWS && given.value().equals(region)))
                .orElse(new Sourced<>(region, "from --region"));
    }

    private Optional<Sourced<Region>> defaultRegion() {
        return facts.defaultRegion()
                .map(region -> new Sourced<>(region, "from default_region in infra/project-config/main.tf"));
    }

    private Optional<AccountBackend> account() throws FailureException {
        List<AccountBackend> candidates = facts.accounts().stream()
                .filter(account ->
                        settings.accountName().map(account.name()::equals).orElse(true))
                .filter(account -> settings.accountId()
                        .map(id -> account.id().equals(Optional.of(id)))
                        .orElse(true))
                .toList();
        boolean asked =
                settings.accountName().isPresent() || settings.accountId().isPresent();
        if (candidates.isEmpty() && settings.accountName().isPresent()) {
            throw Failure.input(
                            "account-not-known",
                            "could not find account " + settings.accountName().get(),
                            facts.accounts().isEmpty()
                                    ? "infra/accounts has no backend file"
                                    : "infra/accounts has " + shown(facts.accounts()),
                            "Give one of those with {--account NAME}, or the bucket with {--bucket NAME}.")
                    .asException();
        }
        if (candidates.size() > 1 && !asked && facts.environmentAccount().isPresent()) {
            String name = facts.environmentAccount().get().value();
            candidates = candidates.stream()
                    .filter(account -> account.name().equals(name))
                    .toList();
        }
        if (candidates.size() != 1) {
            return Optional.empty();
        }
        if (!asked) {
            otherAccount(candidates.get(0));
        }
        return Optional.of(candidates.get(0));
    }

    private void otherAccount(AccountBackend only) {
        facts.environmentAccount()
                .filter(expected -> !expected.value().equals(only.name()))
                .ifPresent(expected -> notices.add("Environment " + request.environment() + " belongs to account "
                        + expected.value() + " (" + expected.source() + "), but infra/accounts has only "
                        + only.shown() + "; give the right bucket with --bucket NAME if that is another."));
    }

    private void contradictions(Location location, Optional<Sourced<Region>> region) {
        location.region()
                .filter(there -> region.isPresent() && !region.get().value().equals(there.value()))
                .ifPresent(there -> notices.add("Region " + region.orElseThrow() + " is not " + there
                        + ", where bucket " + location.bucket().value()
                        + " is said to be: the backend file must name the bucket's own Region."));
    }

    private void otherBucket(Location location, Optional<AccountBackend> account) {
        boolean kept = location.bucket().source().equals(fromBackendFile());
        account.filter(one -> kept
                        && !one.backend()
                                .bucket()
                                .equals(Optional.of(location.bucket().value())))
                .ifPresent(one -> notices.add("The backend file keeps its bucket "
                        + location.bucket().value()
                        + ", though " + ProjectFiles.shown(one.file()) + " names another; --account " + one.name()
                        + " takes that one."));
    }

    private String fromBackendFile() {
        return "from " + ProjectFiles.shown(facts.file());
    }

    private void noBucket() throws FailureException {
        String why = facts.accounts().size() > 1
                ? "infra/accounts has several accounts, and which is meant is not said: " + shown(facts.accounts())
                : "neither flags nor infra/accounts nor the backend file name one";
        Remedy remedy = Remedy.of(
                facts.accounts().size() > 1
                        ? "Choose with {--account NAME}, or give the bucket with {--bucket NAME}."
                        : "Give it with {--bucket NAME}, or the account with {--account-id ID} where infra/project-config names"
                                + " project and Region.");
        if (settings.bucketRequired() || request.target() == Target.AWS) {
            throw Failure.input(
                            "bucket-missing",
                            "could not find the bucket of the Terraform state of " + request.cluster(),
                            why,
                            remedy)
                    .asException();
        }
        notices.add("The backend file goes without a bucket: " + why + ". " + remedy);
    }

    private static String shown(List<AccountBackend> accounts) {
        return accounts.stream().map(AccountBackend::shown).collect(Collectors.joining(", "));
    }
}

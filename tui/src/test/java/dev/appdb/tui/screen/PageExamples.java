package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.event.EventHeader;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.event.RunEvent;
import dev.appdb.event.Step;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.ChoiceGroup;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.form.Validator;
import dev.appdb.plan.Action;
import dev.appdb.plan.MonthlyCost;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.plan.Risk;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.setting.SetupForm;
import dev.appdb.tui.Closing;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.FormState;
import dev.appdb.tui.Interruption;
import dev.appdb.tui.LivedInPlans;
import dev.appdb.tui.PlanReview;
import dev.appdb.tui.line.ShopFacts;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A page of every kind. */
final class PageExamples {
    static final Form SETUP = SetupForm.of(new ShopFacts());
    static final Answers NAMED =
            Answers.NONE.with("app-name", "shop", "--app-name").with("environment", "dev", "--environment");

    /** The keys that lead from the first question to the review. */
    private static final String ANSWERED = "shop<Enter>dev<Enter><Enter><Enter>hstore=on<Enter>";

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOON.plusSeconds(101), ZoneOffset.UTC);

    private static final ChoiceGroup RDS_SUPERUSER = new ChoiceGroup("needs rds_superuser", "");
    private static final ChoiceGroup TRUSTED =
            new ChoiceGroup("trusted: belongs in your migrations", "Create these in your application's migrations.");

    /** A question with a catalogue to search. */
    static final Form EXTENSIONS = new Form(List.of(Question.text(
                    "extension",
                    "Extensions",
                    "Turn on extensions that only rds_superuser can create. Create the others in your migrations.",
                    "--extension",
                    Validator.constructs(ExtensionSwitches::of))
            .as(Question.Kind.SWITCHES)
            .offering(soFar -> List.of(
                    new Choice("address_standardizer", "parses an address into its elements", RDS_SUPERUSER),
                    new Choice("pg_stat_statements", "statistics of all statements", RDS_SUPERUSER),
                    new Choice("postgis", "geometry and geography", RDS_SUPERUSER),
                    new Choice("vector", "vectors and their similarity", RDS_SUPERUSER),
                    new Choice("btree_gin", "indexes common types in GIN", TRUSTED),
                    new Choice("hstore", "sets of (key, value) pairs", TRUSTED),
                    new Choice("pg_trgm", "similarity of texts by trigrams", TRUSTED),
                    new Choice("pgcrypto", "cryptographic functions", TRUSTED),
                    new Choice("uuid-ossp", "generates UUIDs", TRUSTED)))
            .suggesting(soFar -> Optional.of(new Answer("", "unchanged")))));

    static final FilesReview FILES = new FilesReview(
            List.of(
                    new FilesReview.File(
                            "infra/shop/appdb/dev.s3.tfbackend",
                            FilesReview.Kind.CREATES,
                            "Terraform's backend of the database",
                            """
                            --- /dev/null
                            +++ infra/shop/appdb/dev.s3.tfbackend
                            @@ -0,0 +1,3 @@
                            +bucket = "acme-dev-terraform"
                            +key    = "shop/appdb/dev.tfstate"
                            +region = "eu-west-1"
                            """),
                    new FilesReview.File(
                            "infra/shop/app-config/main.tf", FilesReview.Kind.CHANGES, "the extensions", """
                            --- infra/shop/app-config/main.tf
                            +++ infra/shop/app-config/main.tf
                            @@ -4,7 +4,7 @@
                               superuser_extensions = {
                            -    vector  = false
                            +    vector  = true
                                 postgis = true
                               }
                            """),
                    new FilesReview.File(
                            "infra/shop/appdb/dev.json", FilesReview.Kind.OVERWRITES, "what appdb remembers", """
                            --- infra/shop/appdb/dev.json
                            +++ infra/shop/appdb/dev.json
                            @@ -1 +1 @@
                            -{"target":"aws"}
                            +{"target":"local"}
                            """)),
            List.of(
                    "bucket acme-dev-terraform comes from infra/accounts/dev.s3.tfbackend",
                    "extensions serve every environment of shop"));

    static final PlanReview PLAN = new PlanReview(
            new Plan(
                            "plan-1",
                            "shop-dev",
                            List.of(
                                    ResourceChange.of(
                                            Action.ADD,
                                            "AWS::Lambda::Function",
                                            "shop-dev-role-manager",
                                            "manages the roles",
                                            false,
                                            List.of()),
                                    ResourceChange.of(
                                            Action.ADD,
                                            "AWS::KMS::Key",
                                            "shop-dev-key",
                                            "encrypts the data",
                                            false,
                                            List.of()),
                                    new ResourceChange(
                                            Action.MODIFY,
                                            "AWS::RDS::DBInstance",
                                            "shop-dev-1",
                                            "the instance that serves it",
                                            false,
                                            List.of("ServerlessV2 maximum: 4 → 8 capacity units"),
                                            List.of(Risk.MAJOR_UPGRADE)),
                                    ResourceChange.of(
                                            Action.REPLACE,
                                            "AWS::RDS::DBCluster",
                                            "shop-dev-cluster",
                                            "the database itself",
                                            true,
                                            List.of("EngineMode: provisioned → serverless forces a replacement")),
                                    ResourceChange.of(
                                            Action.REMOVE,
                                            "AWS::S3::Bucket",
                                            "shop-dev-dumps",
                                            "old dumps",
                                            true,
                                            List.of())),
                            List.of("the VPC and its subnets are left alone", "nothing of shop-prod is touched"))
                    .costing(new MonthlyCost(
                            "eu-west-1",
                            LocalDate.parse("2026-02-01"),
                            List.of(
                                    new MonthlyCost.Item("0.5 to 4 ACU all month on 1 instance", 5110, 40880),
                                    new MonthlyCost.Item("1 secret", 40, 40)),
                            "storage, requests and logs")),
            Set.of());

    static final Closing GOOD = new Closing(
            "shop-dev is set up.",
            true,
            new CheckReport(List.of(check("R01", Check.Status.PASSED), check("R04", Check.Status.PASSED))),
            List.of(
                    "Connect:      appdb connect --as migrator --app-name shop --environment dev",
                    "Check again:  appdb roles check --app-name shop --environment dev",
                    "Commit:       infra/shop (what was written there is made to be committed)"),
            "appdb setup --app-name shop --environment dev --target local --yes");

    static final Closing BAD = new Closing(
            "shop-dev is set up, with problems.",
            false,
            new CheckReport(List.of(
                    check("R01", Check.Status.PASSED),
                    check("R09", Check.Status.UNKNOWN),
                    check("R04", Check.Status.FAILED))),
            GOOD.nextSteps(),
            GOOD.command());

    private static final Map<String, String> UNFINISHED = new LinkedHashMap<>();

    static {
        UNFINISHED.put("Began", "12:01");
        UNFINISHED.put("Got to", "Update roles, step 4 of 5");
        UNFINISHED.put("Ended", "could not update roles of shop-dev: the role manager timed out after 30 s.");
        UNFINISHED.put("Answers", "--app-name shop --environment dev --target aws --region eu-west-1");
    }

    private PageExamples() {}

    private static Check check(String id, Check.Status status) {
        return new Check(
                id,
                Check.Severity.CRITICAL,
                "role app",
                status,
                status == Check.Status.PASSED ? "as declared" : "may create objects in schema public",
                status == Check.Status.PASSED
                        ? ""
                        : "appdb roles update --app-name shop --environment dev --target local");
    }

    /** Every page by its name, as it is after some keys. */
    static Map<String, Page<?>> all(TerminalSize size, TerminalCapabilities style) {
        ReviewPages reviews = new ReviewPages(style);
        Map<String, Page<?>> pages = new LinkedHashMap<>();
        pages.put("text", form(SETUP, Answers.NONE));
        pages.put("text-wrong", Typed.after(form(SETUP, Answers.NONE), "My App", size));
        pages.put("choice", form(SETUP, NAMED));
        pages.put(
                "steps-long",
                form(
                        SETUP,
                        NAMED.with(
                                "app-name",
                                "shop",
                                "the only app folder that stands under the folder infra/ of this project")));
        pages.put("choice-likeliest", Typed.after(form(SETUP, Answers.NONE), "shop<Enter>prod<Enter>", size));
        pages.put("choice-searched", Typed.after(form(SETUP, Answers.NONE), "shop<Enter>prod<Enter>serv", size));
        pages.put("last-question", Typed.after(form(SETUP, Answers.NONE), "shop<Enter>dev<Enter><Enter><Enter>", size));
        pages.put("switches", form(EXTENSIONS, Answers.NONE));
        pages.put("switches-turned", Typed.after(form(EXTENSIONS, Answers.NONE), "vec hst  post", size));
        pages.put("switches-marked", Typed.after(form(SETUP, NAMED), "<Enter><Enter>hst", size));
        pages.put("review", Typed.after(form(SETUP, Answers.NONE), ANSWERED, size));
        pages.put("review-marked", Typed.after(form(SETUP, Answers.NONE), ANSWERED + "<ArrowUp><ArrowUp>", size));
        pages.put("review-changing", Typed.after(form(SETUP, NAMED), "<Enter>15<Enter><Enter><Home><Enter>", size));
        pages.put("review-help", Typed.after(form(SETUP, Answers.NONE), ANSWERED + "?", size));
        pages.put("help", Typed.after(form(SETUP, NAMED), "<F1>", size));
        pages.put("files", reviews.files(FILES));
        pages.put("plan", reviews.plan(PLAN));
        pages.put("plan-end", Typed.after(reviews.plan(PLAN), "<End>y", size));
        pages.put("name", Typed.after(reviews.plan(PLAN), "y<Enter>shop-dev<Enter>", size));
        pages.put(
                "plan-files",
                reviews.plan(new PlanReview(LivedInPlans.ADDITIVE.plan(), Set.of(), false, FILES.files())));
        pages.put("plan-database", reviews.plan(LivedInPlans.FULL));
        pages.put("plan-database-end", Typed.after(reviews.plan(LivedInPlans.FULL), "<End><Tab><Tab>", size));
        pages.put("plan-database-additive", reviews.plan(LivedInPlans.ADDITIVE));
        pages.put("role", Typed.after(reviews.plan(LivedInPlans.FULL), "y<Enter>report<Enter>", size));
        pages.put("login", Typed.after(reviews.plan(LivedInPlans.FULL), "y<Enter>metabase<Enter>report<Enter>", size));
        pages.put("yes-or-no", reviews.question("Overwrite infra/shop/appdb/dev.json?"));
        pages.put("resume", reviews.question("Continue the setup of shop-dev from 12:01?", UNFINISHED));
        pages.put("word", Typed.after(InputPage.of("Type the cluster's name, shop-dev, to remove it"), "shop", size));
        pages.put("busy", new BusyPage());
        pages.put("run", run());
        pages.put("interruption-looking", Typed.after(run(), "<C-c><Tab>", size));
        pages.put("interruption", interrupted(Optional.of("delete the stack that is being created")));
        pages.put("interruption-no-way-back", Typed.after(interrupted(Optional.empty()), "<Tab>", size));
        pages.put("closing-good", ClosingPage.of(GOOD, style));
        pages.put("closing-bad", ClosingPage.of(BAD, style));
        return pages;
    }

    static FormPage form(Form form, Answers known) {
        return FormPage.at(FormState.start(form, known));
    }

    static RunPage run() {
        RunPage page = RunPage.of(interruption(), CLOCK);
        for (RunEvent event : events()) {
            page = page.with(event);
        }
        return page;
    }

    /** The page after Ctrl-C, once it is known what rolling back would do. */
    static RunPage interrupted(Optional<String> rollBack) {
        return run().after(new KeyStroke('c', true, false), new TerminalSize(80, 24))
                .found(rollBack);
    }

    static Interruption interruption() {
        return new Interruption() {
            @Override
            public boolean isAtOnce() {
                return false;
            }

            @Override
            public Optional<String> rollBack() {
                throw new AssertionError("a page does not wait for a target");
            }

            @Override
            public void detach() {
                throw new AssertionError("a page only says what is wanted");
            }

            @Override
            public void startRollBack() {
                throw new AssertionError("a page only says what is wanted");
            }
        };
    }

    static List<RunEvent> events() {
        return List.of(
                new RunEvent.RunStarted(
                        at(0),
                        "setup",
                        "shop",
                        "dev",
                        "aws",
                        Map.of(),
                        Optional.empty(),
                        List.of(Step.CONFIGURE, Step.PLAN, Step.APPLY, Step.UPDATE_ROLES, Step.CHECK_ROLES)),
                new RunEvent.StepStarted(at(0), Step.CONFIGURE),
                new RunEvent.FileWritten(at(0), "infra/shop/appdb/dev.json", "what appdb remembers"),
                new RunEvent.StepFinished(at(1), Step.CONFIGURE, true, "1 file", Duration.ofMillis(412)),
                new RunEvent.StepStarted(at(1), Step.PLAN),
                new RunEvent.PlanMade(at(9), PLAN.plan()),
                new RunEvent.StepFinished(at(9), Step.PLAN, false, "", Duration.ofSeconds(8)),
                new RunEvent.StepStarted(at(10), Step.APPLY),
                resource(11, "AWS::KMS::Key", "shop-dev-key", ResourceState.IN_PROGRESS, ""),
                resource(31, "AWS::KMS::Key", "shop-dev-key", ResourceState.COMPLETE, ""),
                resource(32, "AWS::RDS::DBCluster", "shop-dev-cluster", ResourceState.IN_PROGRESS, "creating"),
                new RunEvent.Noted(at(40), Level.WARNING, "extensions serve every environment of shop"));
    }

    private static RunEvent resource(int seconds, String type, String name, ResourceState state, String detail) {
        return new RunEvent.ResourceProgressed(at(seconds), type, name, state, detail);
    }

    private static EventHeader at(int seconds) {
        return new EventHeader("20260301-1200-ab", seconds + 1L, NOON.plusSeconds(seconds));
    }
}

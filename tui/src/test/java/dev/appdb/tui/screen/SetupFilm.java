package dev.appdb.tui.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import dev.appdb.event.CheckCounts;
import dev.appdb.event.EventHeader;
import dev.appdb.event.ResourceState;
import dev.appdb.event.RunEvent;
import dev.appdb.event.Step;
import dev.appdb.form.Answers;
import dev.appdb.plan.Action;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Kind;
import dev.appdb.roles.UpdateMode;
import dev.appdb.tui.Closing;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.FormState;
import dev.appdb.tui.PlanReview;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A whole setup of a local database, as a person goes through it, as a moving picture. */
final class SetupFilm {
    private static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00Z");
    private static final int KEY_MILLIS = 110;
    private static final int LOOK_MILLIS = 1100;
    private static final int READ_MILLIS = 2400;

    private static final FilesReview FILES = new FilesReview(
            List.of(new FilesReview.File(
                    "infra/shop/appdb/dev.json", FilesReview.Kind.CREATES, "what appdb remembers", """
                    --- /dev/null
                    +++ infra/shop/appdb/dev.json
                    @@ -0,0 +1,4 @@
                    +{
                    +  "target" : "local",
                    +  "postgres" : 16
                    +}
                    """)),
            List.of());

    private static final Plan PLAN = new Plan(
                    "plan-1",
                    "shop-dev",
                    List.of(
                            added("PostgreSQL server", "shop-dev", "PostgreSQL 16 on this machine"),
                            added("PostgreSQL database", "app", "the application's database")),
                    List.of())
            .with(DatabasePart.of(new DatabasePlan(
                    "0123456789abcdef",
                    "app",
                    UpdateMode.FULL,
                    List.of(
                            change("R01", Kind.CREATE, "create user app"),
                            change("R01", Kind.CREATE, "create user migrator"),
                            change("D02", Kind.GRANT, "grant CONNECT on the database to app, migrator"),
                            change("S01", Kind.CREATE, "create schema app for migrator"),
                            change("S03", Kind.GRANT, "grant app USAGE on schema app"),
                            change("E01", Kind.CREATE, "enable extension postgres_fdw")),
                    List.of(),
                    List.of(),
                    "")));

    private final TerminalSize size;
    private final TerminalCapabilities style;
    private final VirtualScreen screen;
    private final SvgPicture picture;
    private Instant now = BEGAN;
    private long events;

    private SetupFilm(TerminalSize size, TerminalCapabilities style) throws IOException {
        this.style = style;
        this.screen = new VirtualScreen(size, style);
        this.picture = new SvgPicture(size);
        this.size = size;
    }

    static List<String> lines(TerminalSize size, TerminalCapabilities style) throws IOException {
        SetupFilm film = new SetupFilm(size, style);
        film.questions();
        film.reviews();
        film.run();
        return film.picture.lines();
    }

    private static ResourceChange added(String type, String name, String purpose) {
        return ResourceChange.of(Action.ADD, type, name, purpose, false, List.of());
    }

    private static Change change(String rule, Kind kind, String sentence) {
        return new Change(rule, kind, sentence, "", "postgres", List.of());
    }

    private void show(Page<?> page, int millis) throws IOException {
        screen.draw(page);
        picture.with(screen.terminal(), millis);
    }

    /** Types keys one by one, and looks at what the last one led to. */
    private <P extends Page<?>> P type(P page, String typed, int millis) throws IOException {
        List<KeyStroke> keys = Typed.keys(typed);
        P now = page;
        for (int i = 0; i < keys.size(); i++) {
            now = Typed.after(now, List.of(keys.get(i)), size);
            if (now.result().isEmpty()) {
                show(now, i + 1 < keys.size() ? KEY_MILLIS : millis);
            }
        }
        return now;
    }

    private void questions() throws IOException {
        FormPage page = FormPage.at(FormState.start(PageExamples.SETUP, Answers.NONE));
        show(page, LOOK_MILLIS);
        page = type(page, "shop<Enter>", LOOK_MILLIS);
        page = type(page, "dev<Enter>", LOOK_MILLIS);
        page = type(page, "<Enter>", LOOK_MILLIS);
        page = type(page, "<Enter>", LOOK_MILLIS);
        page = type(page, "fdw", LOOK_MILLIS);
        page = type(page, "<Enter>", LOOK_MILLIS);
        page = type(page, "<Enter>", READ_MILLIS);
        type(page, "<Enter>", KEY_MILLIS);
    }

    private void reviews() throws IOException {
        ReviewPages reviews = new ReviewPages(style);
        ReviewPage files = reviews.files(FILES);
        show(files, READ_MILLIS);
        type(files, "y<Enter>", LOOK_MILLIS);
        PlanPage plan = reviews.plan(new PlanReview(PLAN, Set.of(), false, FILES.files()));
        show(plan, READ_MILLIS);
        type(plan, "y<Enter>", LOOK_MILLIS);
    }

    private void run() throws IOException {
        RunPage page = RunPage.of(PageExamples.interruption(), new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        List<Step> steps = List.of(Step.PLAN, Step.CONFIGURE, Step.APPLY, Step.UPDATE_ROLES, Step.CHECK_ROLES);
        page = page.with(new RunEvent.RunStarted(
                        header(), "setup", "shop", "dev", "local", Map.of(), Optional.empty(), steps))
                .with(new RunEvent.StepStarted(header(), Step.PLAN))
                .with(new RunEvent.PlanMade(header(), PLAN))
                .with(new RunEvent.StepFinished(header(), Step.PLAN, false, "", Duration.ofMillis(200)))
                .with(new RunEvent.StepStarted(header(), Step.CONFIGURE))
                .with(new RunEvent.StepFinished(
                        header(), Step.CONFIGURE, true, "1 file written", Duration.ofMillis(12)))
                .with(new RunEvent.StepStarted(header(), Step.APPLY));
        page = moving(page, resource("PostgreSQL server", "shop-dev", ResourceState.IN_PROGRESS), 8);
        page = page.with(resource("PostgreSQL server", "shop-dev", ResourceState.COMPLETE));
        page = moving(page, resource("PostgreSQL database", "app", ResourceState.IN_PROGRESS), 2);
        page = page.with(resource("PostgreSQL database", "app", ResourceState.COMPLETE))
                .with(new RunEvent.StepFinished(
                        header(), Step.APPLY, true, "2 resources done", Duration.ofMillis(1250)));
        page = moving(page, new RunEvent.StepStarted(header(), Step.UPDATE_ROLES), 3);
        page = page.with(
                new RunEvent.StepFinished(header(), Step.UPDATE_ROLES, true, "6 changes", Duration.ofMillis(375)));
        page = moving(page, new RunEvent.StepStarted(header(), Step.CHECK_ROLES), 2);
        CheckReport checks = new CheckReport(List.of(new Check(
                "R01", Check.Severity.CRITICAL, "user app", Check.Status.PASSED, "exists and may log in", "")));
        page = page.with(CheckCounts.of(checks).event(header()))
                .with(new RunEvent.StepFinished(header(), Step.CHECK_ROLES, false, "", Duration.ofMillis(250)));
        show(page, LOOK_MILLIS);
        show(
                ClosingPage.of(
                        new Closing(
                                "shop-dev is set up.",
                                true,
                                checks,
                                PageExamples.GOOD.nextSteps(),
                                PageExamples.GOOD.command()),
                        style),
                2 * READ_MILLIS);
    }

    /** The page after an event, as it looks while time goes by. */
    private RunPage moving(RunPage page, RunEvent event, int frames) throws IOException {
        RunPage next = page.with(event);
        for (int i = 0; i < frames; i++) {
            show(next, 125);
            now = now.plusMillis(125);
        }
        return next;
    }

    private RunEvent resource(String type, String name, ResourceState state) {
        return new RunEvent.ResourceProgressed(header(), type, name, state, "");
    }

    private EventHeader header() {
        return new EventHeader("20260301-1200-ab", ++events, now);
    }
}

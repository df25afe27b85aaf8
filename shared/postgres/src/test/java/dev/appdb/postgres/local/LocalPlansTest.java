package dev.appdb.postgres.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.appdb.embedded.LostData;
import dev.appdb.embedded.PostgresMajor;
import dev.appdb.embedded.Status;
import dev.appdb.plan.Action;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.request.DatabaseRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalPlansTest {
    private static final Status UP = new Status.Up(PostgresMajor.DEFAULT, 5432, 1);
    private static final Status STOPPED = new Status.Stopped(PostgresMajor.DEFAULT);

    private final DatabaseRequest request = Requests.of("app", "dev");

    @Test
    void aStoppedServerIsStartedAndItsDatabaseMadeIfItIsMissingWhateverItsName() {
        assertThat(LocalPlans.toApply(request, STOPPED, false).changes())
                .extracting(ResourceChange::action, ResourceChange::type, ResourceChange::details)
                .containsExactly(
                        tuple(Action.MODIFY, LocalPlans.SERVER, List.of("it is stopped: start it")),
                        tuple(
                                Action.MODIFY,
                                LocalPlans.DATABASE,
                                List.of("make it if it is missing: a stopped server can't be asked")));
    }

    @Test
    void aServerThatRunsAndHasTheDatabaseIsUpToDate() {
        assertThat(LocalPlans.toApply(request, UP, true).isUpToDate()).isTrue();
    }

    @Test
    void everyPlanSaysWhatIsNotTouched() {
        assertThat(List.of(
                        LocalPlans.toApply(request, new Status.Absent(), false),
                        LocalPlans.toApply(request, UP, true),
                        LocalPlans.toDestroy(request, UP)))
                .allSatisfy(plan -> assertThat(plan.notes())
                        .containsExactly("left alone: the servers of other apps and environments, and all else on this"
                                + " machine"))
                .allSatisfy(plan -> assertThat(plan.cost()).isEmpty());
    }

    @Test
    void thePlanOfANewServerNamesTheDeclaredExtensionsThatItWillNotHave() {
        DatabaseRequest declaring = Requests.withExtensions("app", "dev", "pg_trgm=on vector=on postgis=off");
        String note = "the extension vector is declared, and the local PostgreSQL 16 does not have it: everything else"
                + " is set up, and the command then fails for it";

        assertThat(LocalPlans.toApply(declaring, new Status.Absent(), false).notes())
                .containsExactly(
                        note, LocalPlans.toApply(request, UP, true).notes().get(0));
        Status another = new Status.Stopped(new PostgresMajor(17));
        assertThat(LocalPlans.toApply(declaring, another, false).notes()).contains(note);
        assertThat(LocalPlans.toApply(declaring, UP, true).notes()).doesNotContain(note);
    }

    @Test
    void toStartAServerThatHasStoppedSinceNeedsNoOtherReview() {
        Plan reviewed = LocalPlans.toApply(request, UP, true);

        assertThat(LocalPlans.isCovered(request, reviewed, LocalPlans.toApply(request, STOPPED, false)))
                .isTrue();
        assertThat(LocalPlans.isCovered(request, reviewed, LocalPlans.toApply(request, new Status.Absent(), false)))
                .isFalse();
        Status another = new Status.Stopped(new PostgresMajor(17));
        assertThat(LocalPlans.isCovered(request, reviewed, LocalPlans.toApply(request, another, false)))
                .isFalse();
    }

    @Test
    void aPlanHasTheSameIdInWhateverProcessItIsMade() {
        assertThat(LocalPlans.toApply(request, STOPPED, false).id()).isEqualTo("local-d3a075bd");
    }

    @Test
    void dataWhoseHomeIsGoneIsNamedWithTheCommandThatDeletesIt() {
        LostData lost = new LostData(Path.of("/var/lib/appdb/0123"), Path.of("/root/project/.appdb/local/app/dev"));

        assertThat(LocalPlans.lost(lost).found()).contains("/root/project/.appdb/local/app/dev");
        assertThat(LocalPlans.lost(lost).remedy().toString()).contains("`rm -rf /var/lib/appdb/0123`");
    }
}

package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.demo.Person;
import dev.appdb.bot.job.Awaiting;
import dev.appdb.bot.job.PlaceLook;
import dev.appdb.failure.Failure;
import dev.appdb.form.Answers;
import dev.appdb.form.Refusal;
import dev.appdb.roles.AvailableExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The looks at the place that a set-up form names: made beside the acknowledgements, shown in the form or among its errors. */
@Timeout(600)
class FormLooksTest {
    private static final String POLICY = """
            contact: "the platform team"
            allow:
              - name: developers
                commands: [setup]
                apps: [shop]
                environments: ["*"]
                targets: [local, aws]
                servers: ["127.0.0.1:*/app"]
                who: [S01]
            """;

    private static final String LISTED = "postgresql://postgres@127.0.0.1:5432/app";
    private static final String ASKS_FOR_PASSWORD = "\"(label|placeholder)\":\\{[^}]*assword";
    private static final String CHECKING = "Checking the project and the target";

    private BotWithoutTarget bot;
    private Person person;
    private final List<Answers> looked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        bot = new BotWithoutTarget(POLICY);
        person = bot.slack.user("U1").in("C1");
    }

    @AfterEach
    void stop() throws Exception {
        bot.close();
    }

    private void finds(PlaceLook look) {
        bot.looking = answers -> {
            looked.add(answers);
            return look;
        };
    }

    private static PlaceLook refused(String question, String why) {
        return new PlaceLook(
                Optional.of(new Refusal(
                        List.of(question), Failure.failed("precheck", "could not begin the setup", why, "Start it."))),
                Optional.empty(),
                Optional.empty());
    }

    private void opens() {
        person.types("/appdb setup shop new").awaitAck();
        person.awaitModal("Set up a database");
    }

    private void choosesServer(String url) {
        person.sets("target", "server", Map.of()).awaitAck();
        person.awaitModal("\"server-url\"");
        person.sets("server-url", url, Map.of()).awaitAck();
    }

    private long looksAtServers() {
        return looked.stream()
                .filter(answers -> answers.value("server-url").isPresent())
                .count();
    }

    @Test
    void aSlowLookIsAcknowledgedAtOnceAndShownWhereTheFormStands() {
        CountDownLatch answer = new CountDownLatch(1);
        bot.looking = answers -> {
            await(answer);
            return refused("target", "there is no network \"dev\"");
        };
        opens();

        person.sets("target", "aws", Map.of()).awaitAck();
        person.awaitModal(CHECKING);
        answer.countDown();

        String modal =
                person.awaitModal("Not possible yet: there is no network").toString();
        assertThat(modal).contains("Start it.").doesNotContain(CHECKING).doesNotContainPattern(ASKS_FOR_PASSWORD);
    }

    @Test
    void whatWasFoundForAnotherAnswerIsNotShown() {
        CountDownLatch late = new CountDownLatch(1);
        bot.looking = answers -> {
            if (answers.value("target").equals(Optional.of("aws"))) {
                await(late);
                return refused("target", "this is stale");
            }
            return PlaceLook.NOTHING;
        };
        opens();
        person.sets("target", "aws", Map.of()).awaitAck();
        person.awaitModal(CHECKING);
        person.sets("target", "local", Map.of()).awaitAck();
        person.awaitModal("the local PostgreSQL");
        late.countDown();

        person.submits(Map.of()).awaitAck();
        assertThat(person.problems()).isEmpty();
        assertThat(person.modal()).as("it is submitted").isEmpty();
    }

    @Test
    void aRefusalIsAmongTheErrorsOfASubmittedForm() {
        finds(refused("environment", "the app has no database"));
        opens();
        person.sets("target", "local", Map.of()).awaitAck();
        person.awaitModal("Not possible yet");

        person.submits(Map.of()).awaitAck();

        assertThat(person.problems()).hasSize(1).allSatisfy((block, text) -> {
            assertThat(block).startsWith("environment");
            assertThat(text).isEqualTo("the app has no database. Start it.");
        });
        assertThat(bot.runs("shop", "new")).isEmpty();
    }

    @Test
    void aFormThatIsSubmittedBeforeTheLookIsMadeIsToBeSubmittedAgain() {
        CountDownLatch answer = new CountDownLatch(1);
        bot.looking = answers -> {
            await(answer);
            return PlaceLook.NOTHING;
        };
        opens();
        person.sets("target", "local", Map.of()).awaitAck();
        person.awaitModal(CHECKING);

        person.submits(Map.of()).awaitAck();
        assertThat(person.problems())
                .hasSize(1)
                .allSatisfy((block, text) -> assertThat(text).contains("still being checked", "Submit the form again"));
        answer.countDown();
        Awaiting.until(
                "the form is as before",
                () -> !person.modal().orElseThrow().toString().contains(CHECKING));

        person.submits(Map.of()).awaitAck();
        assertThat(person.problems()).isEmpty();
        assertThat(person.modal()).isEmpty();
    }

    @Test
    void onlyAServerThatThePolicyListsAndWhoseCertificateIsVerifiedIsLookedAt() {
        finds(PlaceLook.NOTHING);
        opens();
        for (String url : List.of(
                "postgresql://postgres@127.0.0.1:5432/other",
                "postgresql://postgres@10.0.0.7:5432/app",
                "postgresql://postgres@db.example.com:5432/app")) {
            choosesServer(url);
            person.awaitModal("\"server-url\"");
        }
        assertThat(looksAtServers()).isZero();

        choosesServer(LISTED);
        Awaiting.until("the listed one is looked at", () -> looksAtServers() > 0);
        assertThat(looked.get(looked.size() - 1).value("server-url")).contains(LISTED);
    }

    @Test
    void extensionsAreJudgedByWhatTheServerHas() {
        finds(new PlaceLook(
                Optional.empty(),
                Optional.of(List.of(
                        new AvailableExtension("hstore", "1.8", null, null, true, false, true, "key and value"),
                        new AvailableExtension("postgres_fdw", "1.1", null, null, false, true, false, "foreign data"))),
                Optional.empty()));
        opens();
        choosesServer(LISTED);
        String modal = person.awaitModal("Available: hstore.").toString();
        assertThat(modal)
                .contains("Not available (only a superuser may create it on this server): postgres_fdw.")
                .contains("Not available (this server does not have it): ")
                .doesNotContain("plpgsql")
                .doesNotContainPattern(ASKS_FOR_PASSWORD);

        for (Map.Entry<String, String> wrong : Map.of(
                        "hstre=on", "did you mean \"hstore\"?",
                        "postgres_fdw=on", "only a superuser may create postgres_fdw on this server",
                        "plpgsql=off", "plpgsql can't be turned off")
                .entrySet()) {
            person.submits(Map.of("extension", wrong.getKey())).awaitAck();
            assertThat(person.problems().values())
                    .as(wrong.getKey())
                    .anySatisfy(text -> assertThat(text).contains(wrong.getValue()));
        }
    }

    @Test
    void aBucketThatIsNotKnownBecomesAQuestion() {
        finds(new PlaceLook(Optional.empty(), Optional.empty(), Optional.of("the project's files lead to no bucket")));
        opens();
        person.sets("target", "aws", Map.of()).awaitAck();

        person.awaitModal("\"bucket\"");
    }

    @Test
    void aLookThatFailsByADefectStopsNoForm() {
        bot.looking = answers -> {
            throw new IllegalStateException("a defect");
        };
        opens();
        person.sets("target", "local", Map.of()).awaitAck();
        person.awaitModal("the local PostgreSQL");

        person.submits(Map.of()).awaitAck();
        assertThat(person.problems()).isEmpty();
        assertThat(person.modal()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

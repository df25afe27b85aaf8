package dev.appdb.roles.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.CheckOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar that is deployed, as it is deployed. */
class LambdaJarIT {
    private static final Path JAR = Path.of(System.getProperty("appdb.lambda.jar", "no jar: run mvn verify"));
    private static final long LARGEST_BYTES = 12_000_000;
    private static final int WARM_CALLS = 15;
    private static final Map<String, Boolean> VECTOR = Map.of("vector", true);

    private final TlsServer server = TlsServer.shared();

    @Test
    void itRunsUnderAwssOwnRuntimeClientAgainstARealServer() throws Exception {
        String database = server.newDatabase();
        try (FakeSecretsManager secrets = FakeSecretsManager.withPassword(server.password("postgres"));
                RuntimeApi api = RuntimeApi.start()) {
            Map<String, String> variables = server.environment(database, secrets);
            variables.put(LoopbackHandler.AUTHORITIES, server.authorities().toString());
            variables.put(LoopbackHandler.PASSWORD_OF + "app", server.password("app"));
            variables.put(LoopbackHandler.PASSWORD_OF + "migrator", server.password("migrator"));
            long start = System.nanoTime();
            try (LambdaProcess process = LambdaProcess.start(JAR, LoopbackHandler.class, api, variables)) {
                RuntimeApi.Answer first = process.call(RoleManagerPayload.manage(VECTOR));
                Duration cold = since(start);

                assertThat(first.isError()).as(first.body()).isFalse();
                assertThat(RoleManagerResponses.manageReport(first.body()).succeeded())
                        .as(first.body())
                        .isTrue();
                List<Duration> manage = warm(process, RoleManagerPayload.manage(VECTOR));
                List<Duration> check = warm(
                        process,
                        RoleManagerPayload.check(VECTOR, new CheckOptions(false, Remedy.of("appdb roles update"))));
                System.out.printf(
                        "Lambda jar: %,d bytes; cold, process start to first answer: %d ms; warm, median of %d:"
                                + " manage %d ms, check with both logins %d ms%n",
                        Files.size(JAR), cold.toMillis(), WARM_CALLS, median(manage), median(check));
                assertThat(process.log())
                        .contains("nothing had to be changed")
                        .doesNotContain("SLF4J")
                        .doesNotContain(server.password("postgres"), server.password("app"))
                        .doesNotContain(FakeSecretsManager.SECRET_ACCESS_KEY);
            }
        }
    }

    @Test
    void theHandlerItselfStartsUnderItAndAnswersWithAFunctionErrorOfItsOwnWords() throws Exception {
        String database = server.newDatabase();
        try (FakeSecretsManager secrets = FakeSecretsManager.withPassword(server.password("postgres"));
                RuntimeApi api = RuntimeApi.start();
                LambdaProcess process =
                        LambdaProcess.start(JAR, Handler.class, api, server.environment(database, secrets))) {
            RuntimeApi.Answer answer = process.call(RoleManagerPayload.manage(VECTOR));

            assertThat(answer.isError()).as(answer.body()).isTrue();
            FailureException failure = RoleManagerResponses.failure(answer.body());
            assertThat(failure.failure().remedy().toString()).as("%s", failure).contains("address is right");
            assertThat(answer.body()).contains("\"stackTrace\":[]");
        }
    }

    @Test
    void itHoldsWhatItNeedsOnceAndNothingSigned() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(LARGEST_BYTES);
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();
            Set<String> once = new HashSet<>();
            assertThat(names)
                    .allMatch(once::add, "once")
                    .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA|EC)"));
            assertThat(names)
                    .contains(
                            "dev/appdb/roles/lambda/Handler.class",
                            "dev/appdb/roles/catalog.sql",
                            "dev/appdb/roles/lambda/" + RdsAuthorities.RESOURCE,
                            "META-INF/services/java.sql.Driver",
                            "META-INF/services/org.slf4j.spi.SLF4JServiceProvider")
                    .noneMatch(name -> name.startsWith("dev/appdb/embedded/"));
            String driver = new String(
                    jar.getInputStream(jar.getEntry("META-INF/services/java.sql.Driver"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(driver.strip()).isEqualTo("org.postgresql.Driver");
        }
    }

    /** Content of other jars keeps the time that it has there. */
    @Test
    void nothingOfOursInItTellsWhenItWasBuilt() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream()
                            .filter(entry -> entry.getName().startsWith("dev/appdb/")
                                    || entry.getName().equals(JarFile.MANIFEST_NAME))
                            .map(JarEntry::getTimeLocal))
                    .hasSizeGreaterThan(50)
                    .allMatch(LocalDateTime.of(2026, 1, 1, 0, 0)::equals, "the pom's outputTimestamp");
        }
    }

    private static List<Duration> warm(LambdaProcess process, String payload) throws Exception {
        Duration[] took = new Duration[WARM_CALLS];
        for (int i = 0; i < WARM_CALLS; i++) {
            long start = System.nanoTime();
            assertThat(process.call(payload).isError()).isFalse();
            took[i] = since(start);
        }
        return Arrays.asList(took);
    }

    private static long median(List<Duration> took) {
        Collections.sort(took);
        return took.get(took.size() / 2).toMillis();
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}

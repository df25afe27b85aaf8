package dev.appdb.roles.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.failure.FailureException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RdsAuthoritiesTest {

    @Test
    void whatStandsInTheJarIsCopiedOnceToWhereTheDriverReadsIt() throws Exception {
        RdsAuthorities authorities = new RdsAuthorities("Handler.class");
        try (InputStream original = Objects.requireNonNull(Handler.class.getResourceAsStream("Handler.class"))) {
            assertThat(Files.readAllBytes(authorities.file())).isEqualTo(original.readAllBytes());
        }
        assertThat(authorities.file()).isEqualTo(authorities.file());
    }

    @Test
    void aJarWithoutThemSaysHowToGetThemIn() {
        FailureException e =
                catchThrowableOfType(FailureException.class, () -> new RdsAuthorities("no-such-bundle.pem").file());

        assertThat(e.failure().why()).contains("holds no RDS authorities");
        assertThat(e.failure().remedy().toString())
                .contains("-Drds.ca.bundle=FILE")
                .contains("deploy it again");
    }
}

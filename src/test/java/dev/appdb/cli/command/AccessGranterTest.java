package dev.appdb.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessGranterTest {
    @Test
    void isTheUserOfTheShellThenOfTheSystemAndElseSaysThatTheNameIsNotKnown() {
        assertThat(AccessCommand.Grant.granter("mia", Optional.of("root"), 0)).isEqualTo("mia");
        assertThat(AccessCommand.Grant.granter(" ", Optional.of("root"), 0)).isEqualTo("root");
        assertThat(AccessCommand.Grant.granter(null, Optional.of("runner"), 1001))
                .isEqualTo("runner");
        assertThat(AccessCommand.Grant.granter(null, Optional.empty(), 10001))
                .isEqualTo("user 10001, whose name is not known");
    }
}

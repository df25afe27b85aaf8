package dev.appdb.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.appdb.aws.stack.StackRisks.Side;
import dev.appdb.plan.Risk;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackRisksTest {
    private static Side side(String version, boolean encrypted, boolean isProtected) throws Exception {
        return new Side(
                new ObjectMapper()
                        .readTree("{\"Resources\": {\"DatabaseCluster\": {\"Properties\": {\"StorageEncrypted\": "
                                + encrypted + ", \"DeletionProtection\": " + isProtected + "}}}}"),
                Map.of("EngineVersion", version));
    }

    @ParameterizedTest
    @CsvSource({
        "16, false, true, UNENCRYPTED",
        "16, true, false, UNPROTECTED",
        "17, true, true, MAJOR_UPGRADE",
        "15.9, true, true, MAJOR_UPGRADE"
    })
    void whatIsLostIsARisk(String version, boolean encrypted, boolean isProtected, Risk risk) throws Exception {
        assertThat(StackRisks.between(side("16.6", true, true), side(version, encrypted, isProtected)))
                .containsExactly(risk);
    }

    @Test
    void whatIsGainedOrNewIsNone() throws Exception {
        assertThat(StackRisks.between(side("16", false, false), side("16.9", true, true)))
                .isEmpty();
        assertThat(StackRisks.between(new Side(MissingNode.getInstance(), Map.of()), side("17", false, false)))
                .isEmpty();
    }
}

package dev.appdb.aws.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.aws.account.NetworkParts.DatabaseSubnet;
import dev.appdb.aws.template.Network;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkPartsTest {
    private static final NetworkName NAME = new NetworkName("demo", "dev");
    private static final List<DatabaseSubnet> SUBNETS =
            List.of(new DatabaseSubnet("subnet-b", "us-east-1b"), new DatabaseSubnet("subnet-a", "us-east-1a"));

    @Test
    void aWholeNetworkHasNoProblemAndItsSubnetsStandInOrder() throws Exception {
        NetworkParts parts = new NetworkParts(List.of("vpc-1"), SUBNETS, Optional.of("dev"), List.of("sg-1"));

        assertThat(parts.problems(NAME)).isEmpty();
        assertThat(NetworkParts.network(NAME, parts))
                .isEqualTo(new Network("vpc-1", "dev", List.of("subnet-a", "subnet-b"), "sg-1"));
    }

    @Test
    void everythingThatIsMissingIsNamedTogether() {
        NetworkParts parts = new NetworkParts(
                List.of("vpc-1"), List.of(new DatabaseSubnet("subnet-a", "a")), Optional.empty(), List.of());

        assertThat(parts.problems(NAME)).hasSize(3).anyMatch(problem -> problem.contains("in one zone"));
    }

    @Test
    void withoutItsVpcNothingElseIsReported() {
        assertThat(new NetworkParts(List.of(), List.of(), Optional.empty(), List.of()).problems(NAME))
                .containsExactly("no VPC has the tags project=demo and network_name=dev");
        assertThat(new NetworkParts(List.of("vpc-1", "vpc-2"), List.of(), Optional.empty(), List.of()).problems(NAME))
                .singleElement()
                .asString()
                .startsWith("[vpc-1, vpc-2] all have");
    }

    @Test
    void twoGroupsOfThatNameAreNotChosenFrom() {
        NetworkParts parts = new NetworkParts(List.of("vpc-1"), SUBNETS, Optional.of("dev"), List.of("sg-1", "sg-2"));

        assertThat(parts.problems(NAME)).singleElement().asString().contains("[sg-1, sg-2]");
    }
}

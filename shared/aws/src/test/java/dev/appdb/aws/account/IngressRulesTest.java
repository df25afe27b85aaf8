package dev.appdb.aws.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Which rules of a security group let whole subnets in. */
class IngressRulesTest {
    private static final List<String> SUBNETS = List.of("10.20.5.0/24", "10.20.6.0/24");

    @ParameterizedTest
    @CsvSource({
        "true,  tcp, 5432, 5432, 10.20.0.0/20",
        "true,  tcp, 5432, 5432, 0.0.0.0/0",
        "true,  tcp, 0,    65535, 10.0.0.0/8",
        "true,  -1,  ,     ,     10.20.0.0/16",
        "false, tcp, 5432, 5432, 10.20.5.0/24",
        "false, tcp, 5432, 5432, 10.20.5.17/32",
        "false, tcp, 5432, 5432, 10.21.0.0/16",
        "false, tcp, 443,  443,  10.20.0.0/16",
        "false, udp, 5432, 5432, 10.20.0.0/16"
    })
    void aRuleLetsInWhomItsRangeContains(boolean admits, String protocol, Integer from, Integer to, String range) {
        SecurityGroup group = group(IpPermission.builder()
                .ipProtocol(protocol)
                .fromPort(from)
                .toPort(to)
                .ipRanges(IpRange.builder().cidrIp(range).build())
                .build());

        assertThat(IngressRules.admit(group, 5432, SUBNETS)).isEqualTo(admits);
    }

    /** Two rules may let in one subnet each; another group's members are not the role manager. */
    @ParameterizedTest
    @CsvSource({"true, 10.20.6.0/24", "false, 10.20.7.0/24"})
    void everySubnetNeedsARule(boolean admits, String second) {
        SecurityGroup group = group(rule("10.20.5.0/24"), rule(second));

        assertThat(IngressRules.admit(group, 5432, SUBNETS)).isEqualTo(admits);
        assertThat(IngressRules.admit(
                        group(IpPermission.builder()
                                .ipProtocol("-1")
                                .userIdGroupPairs(UserIdGroupPair.builder()
                                        .groupId("sg-1")
                                        .build())
                                .build()),
                        5432,
                        SUBNETS))
                .isFalse();
    }

    private static IpPermission rule(String range) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(5432)
                .toPort(5432)
                .ipRanges(IpRange.builder().cidrIp(range).build())
                .build();
    }

    private static SecurityGroup group(IpPermission... rules) {
        return SecurityGroup.builder().ipPermissions(rules).build();
    }
}

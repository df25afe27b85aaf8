package dev.appdb.aws.fake;

/** An account as the reference's account and network set-up leaves it. */
final class StandardAccount {
    static final String VPC = "vpc-0a1b2c3d4e5f60718";
    private static final String TAGS = """
            "Tags": [{"Key": "project", "Value": "%s"}, {"Key": "network_name", "Value": "%s"}%s]
            """;

    private StandardAccount() {}

    static Account furnish(Account account, String project, String network) {
        String region = account.region();
        account.bucket(project + "-" + Account.ID + "-" + region + "-tf").keepVersions(true);
        account.add("AWS::EC2::VPC", VPC, "{\"CidrBlock\": \"10.20.0.0/20\", " + tags(project, network, "") + "}");
        for (int zone = 0; zone < 3; zone++) {
            subnet(account, zone, "database", project, network);
            subnet(account, zone, "private", project, network);
        }
        account.add("AWS::RDS::DBSubnetGroup", network, """
                {"DBSubnetGroupDescription": "database subnets", "VpcId": "%s",
                 "SubnetIds": ["subnet-00000000000000d00", "subnet-00000000000000d01", "subnet-00000000000000d02"]}
                """.formatted(VPC));
        account.add("AWS::EC2::SecurityGroup", "sg-0e0e0e0e0e0e0e0e0", """
                {"GroupName": "aws-service-vpc-endpoints20260101", "GroupDescription": "VPC endpoints", "VpcId": "%s"}
                """.formatted(VPC));
        endpoint(account, "vpce-00000000000000001", "secretsmanager");
        endpoint(account, "vpce-00000000000000002", "logs");
        account.add("AWS::IAM::Role", "deployer", "{\"AssumeRolePolicyDocument\": {\"Version\": \"2012-10-17\"}}");
        return account;
    }

    private static void subnet(Account account, int zone, String purpose, String project, String network) {
        account.add("AWS::EC2::Subnet", "subnet-00000000000000" + purpose.charAt(0) + "0" + zone, """
                {"VpcId": "%s", "CidrBlock": "10.20.%d.0/24", "AvailabilityZone": "%s%c", %s}
                """.formatted(
                        VPC,
                        zone + (purpose.equals("database") ? 5 : 10),
                        account.region(),
                        'a' + zone,
                        tags(project, network, ", {\"Key\": \"subnet_type\", \"Value\": \"" + purpose + "\"}")));
    }

    private static void endpoint(Account account, String id, String service) {
        account.add("AWS::EC2::VPCEndpoint", id, """
                {"VpcId": "%s", "ServiceName": "com.amazonaws.%s.%s", "VpcEndpointType": "Interface",
                 "PrivateDnsEnabled": true, "SecurityGroupIds": ["sg-0e0e0e0e0e0e0e0e0"],
                 "SubnetIds": ["subnet-00000000000000d00", "subnet-00000000000000d01"]}
                """.formatted(VPC, account.region(), service));
    }

    private static String tags(String project, String network, String more) {
        return TAGS.formatted(project, network, more);
    }
}

package dev.appdb.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.appdb.aws.fake.Account;
import dev.appdb.aws.fake.LiveResource;

/** Databases in the account that another tool made, such as the reference's Terraform. */
final class SomebodysDatabase {
    private static final String GROUP = "sg-0d0d0d0d0d0d0d0d0";

    private SomebodysDatabase() {}

    /** A cluster of Aurora with a security group of its own that lets nobody in. */
    static LiveResource cluster(Account account, String name) {
        group(account);
        return account.addDatabase("AWS::RDS::DBCluster", name, """
                {"Engine": "aurora-postgresql", "EngineVersion": "16", "DatabaseName": "app", "MasterUsername": "postgres",
                 "ManageMasterUserPassword": true, "EnableIAMDatabaseAuthentication": true, "DeletionProtection": true,
                 "DBSubnetGroupName": "dev", "VpcSecurityGroupIds": ["%s"],
                 "Tags": [{"Key": "application", "Value": "app"}, {"Key": "environment", "Value": "dev"}]}
                """.formatted(GROUP));
    }

    /** An instance of RDS for PostgreSQL, made by hand. */
    static LiveResource instance(Account account, String name) {
        group(account);
        return account.addDatabase("AWS::RDS::DBInstance", name, """
                {"Engine": "postgres", "EngineVersion": "16.9", "DBName": "app", "MasterUsername": "postgres",
                 "ManageMasterUserPassword": true, "EnableIAMDatabaseAuthentication": true,
                 "DBSubnetGroupName": "dev", "VPCSecurityGroups": ["%s"]}
                """.formatted(GROUP));
    }

    private static void group(Account account) {
        account.add("AWS::EC2::SecurityGroup", GROUP, """
                {"GroupName": "terraform", "GroupDescription": "database", "VpcId": "vpc-0a1b2c3d4e5f60718"}
                """);
    }

    /** Lets the whole network in. */
    static void opens(Account account, String group, int port) throws JsonProcessingException {
        account.find("AWS::EC2::SecurityGroup", group)
                .orElseThrow()
                .set("SecurityGroupIngress", new ObjectMapper().readTree("""
                [{"IpProtocol": "tcp", "FromPort": %d, "ToPort": %d, "CidrIp": "10.20.0.0/20"}]
                """.formatted(port, port)));
    }
}

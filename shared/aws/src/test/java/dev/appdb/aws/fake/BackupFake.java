package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** AWS Backup: looking at a vault, and emptying and removing it. */
record BackupFake(Account account) implements AwsService {
    static final String ROOT = "/backup-vaults/";

    /** @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeRegionSettings.html">AWS</a> */
    static final String SETTINGS = "/account-settings";

    private static final RestJson PROTOCOL = new RestJson();
    private static final String VAULT = "AWS::Backup::BackupVault";

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Protocol protocol() {
        return PROTOCOL;
    }

    @Override
    public String operation(Request request) {
        if (request.path().equals(SETTINGS)) {
            return "DescribeRegionSettings";
        }
        boolean points = request.path().contains("/recovery-points");
        return switch (request.method()) {
            case "GET" -> points ? "ListRecoveryPointsByBackupVault" : "DescribeBackupVault";
            case "DELETE" -> points ? "DeleteRecoveryPoint" : "DeleteBackupVault";
            default -> request.method();
        };
    }

    @Override
    public Map<String, String> parameters(Request request) {
        Map<String, String> parameters = new TreeMap<>(request.query());
        if (request.path().equals(SETTINGS)) {
            return parameters;
        }
        parameters.put(
                "BackupVaultName", request.path().substring(ROOT.length()).split("/", 2)[0]);
        return parameters;
    }

    @Override
    public Response handle(Call call, Request request) {
        if (call.operation().equals("DescribeRegionSettings")) {
            return settings();
        }
        String vault = call.parameters().getOrDefault("BackupVaultName", "");
        synchronized (account) {
            if (account.find(VAULT, vault).isEmpty()) {
                // What AWS Backup says of a vault that is not there.
                throw new AwsError(403, "AccessDeniedException", "Insufficient privileges to perform this action.");
            }
            return switch (call.operation()) {
                case "DescribeBackupVault" ->
                    PROTOCOL.result(Json.MAPPER
                            .createObjectNode()
                            .put("BackupVaultName", vault)
                            .put("NumberOfRecoveryPoints", account.recoveryPoints(vault)));
                case "ListRecoveryPointsByBackupVault" -> PROTOCOL.result(points(vault));
                case "DeleteRecoveryPoint" -> {
                    account.recoveryPoints(vault, Math.max(0, account.recoveryPoints(vault) - 1));
                    yield Response.empty(200);
                }
                case "DeleteBackupVault" -> delete(vault);
                default -> throw new AwsError(400, "InvalidAction", call.operation());
            };
        }
    }

    private Response settings() {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject("ResourceTypeManagementPreference");
        ObjectNode optedIn = body.putObject("ResourceTypeOptInPreference");
        Set.of("Aurora", "DynamoDB", "RDS", "S3").forEach(type -> optedIn.put(type, account.isBackedUp(type)));
        return PROTOCOL.result(body);
    }

    private ObjectNode points(String vault) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode list = body.putArray("RecoveryPoints");
        for (int i = 0; i < account.recoveryPoints(vault); i++) {
            list.addObject()
                    .put("RecoveryPointArn", Arns.regional(account, "rds", "cluster-snapshot:awsbackup:job-" + i))
                    .put("BackupVaultName", vault)
                    .put("Status", "COMPLETED");
        }
        return body;
    }

    private Response delete(String vault) {
        if (account.recoveryPoints(vault) > 0) {
            throw new AwsError(
                    400,
                    "InvalidRequestException",
                    "Backup vault cannot be deleted because it contains recovery points.");
        }
        account.remove(VAULT, vault);
        return Response.empty(200);
    }
}

package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** AWS Backup: looking at a vault, and emptying and removing it. */
record BackupFake(Account account) implements AwsService {
    static final String ROOT = "/backup-vaults/";
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
        parameters.put(
                "BackupVaultName", request.path().substring(ROOT.length()).split("/", 2)[0]);
        return parameters;
    }

    @Override
    public Response handle(Call call, Request request) {
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

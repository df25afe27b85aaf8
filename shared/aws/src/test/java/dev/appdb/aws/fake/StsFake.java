package dev.appdb.aws.fake;

import java.util.Map;
import java.util.function.Consumer;

/** STS: who the caller is. */
final class StsFake {
    private StsFake() {}

    static QueryService of(Account account) {
        return QueryService.query(
                "sts",
                "2011-06-15",
                "https://sts.amazonaws.com/doc/2011-06-15/",
                account,
                Map.of("GetCallerIdentity", parameters -> callerIdentity(account)));
    }

    private static Consumer<Xml> callerIdentity(Account account) {
        String arn = account.credentials().caller();
        return result -> result.text("Arn", arn)
                .text("UserId", "AROAFAKEFAKEFAKEFAKE1:" + arn.substring(arn.lastIndexOf('/') + 1))
                .text("Account", Account.ID);
    }
}

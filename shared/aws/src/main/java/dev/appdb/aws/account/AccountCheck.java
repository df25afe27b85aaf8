package dev.appdb.aws.account;

import dev.appdb.engine.Preflight.Finding;
import dev.appdb.engine.Preflight.Verdict;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.project.BackendSettings;
import dev.appdb.request.DatabaseRequest;
import java.util.Optional;

/** Checks that the caller's account is the one that a request is for, and that its database there is. */
public final class AccountCheck {
    private final AwsContext context;

    public AccountCheck(AwsContext context) {
        this.context = context;
    }

    /**
     * Checks that the caller is logged in to the account that flags name, if one does, and that the database of that name is
     * no other's.
     *
     * @throws FailureException naming the caller if they are not, or if the account's state bucket is not there or of another
     *     account; naming the database's owner if it is another
     */
    public void require(DatabaseRequest request) throws FailureException {
        if (!context.settings().backend().equals(BackendSettings.NONE)) {
            requireAccount(request);
        }
        DatabaseOwner.require(context, request);
    }

    private void requireAccount(DatabaseRequest request) throws FailureException {
        Finding bucket = stateBucket(request, Caller.of(context.clients(request)));
        if (bucket.verdict() == Verdict.PROBLEM) {
            throw Failure.failed(
                            "aws-account",
                            "did not look for " + request.cluster() + " in the account that you are logged in to",
                            bucket.found(),
                            bucket.remedy()
                                    .and("Without {--bucket}, {--account} and {--account-id} it is not checked."))
                    .asException();
        }
    }

    /** The finding about the state bucket in the caller's account. */
    public Finding stateBucket(DatabaseRequest request, Caller caller) throws FailureException {
        Optional<String> expected = context.settings().backend().accountId();
        if (expected.isPresent() && !expected.get().equals(caller.account())) {
            return Finding.problem(
                    "account",
                    "you are logged in to account " + caller.account() + " as " + caller.arn() + ", not to account "
                            + expected.get() + " (from --account-id)",
                    "Log in to the right account, or leave out {--account-id}.");
        }
        String name = new AccountNames(context).bucket(request);
        return StateBucket.find(context.clients(request), name, caller.account())
                .finding(name, caller, AwsContext.region(request).value());
    }
}

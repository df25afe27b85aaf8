package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.wiring.PolicyFiles;
import dev.appdb.cli.wiring.PolicyFiles.PolicyFile;
import dev.appdb.engine.Resolution;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.file.AtomicFile;
import dev.appdb.request.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what somebody must be allowed in the AWS account. */
@Command(
        name = "iam-policy",
        description = {
            "Print the least-privilege IAM policies for target aws, of one database in one Region: as many as IAM's"
                    + " limit of 6,144 characters asks for. Makes no call.",
            "With --role-arn the caller's policy has only what remains for the caller."
        })
public final class IamPolicyCommand extends DatabaseCommand {
    @Option(
            names = "--for",
            paramLabel = "WHOM",
            defaultValue = "caller",
            description =
                    "Whose policies: caller (default), whoever runs appdb, or service-role, the role of --role-arn.")
    String whom = "caller";

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "Write each policy to a file in this folder, for aws iam create-policy.")
    @Nullable
    Path folder;

    public IamPolicyCommand(ProcessContext context) {
        super(context, Subcommand.IAM_POLICY);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        if (!whom.equals("caller") && !whom.equals("service-role")) {
            problems.add("--for", "\"" + whom + "\" is not known: use caller or service-role");
        }
        Resolution resolution = resolveFor(Target.AWS, "must be aws: only target aws takes a policy", problems);
        PolicyFiles files = wiring(resolution).policy(resolution.request(), whom);
        Path written = folder == null ? null : context.directory().resolve(folder);
        if (written != null) {
            write(files, written);
        }
        console.document(text(files, written), json(files, written));
        return ExitCode.DONE;
    }

    private static void write(PolicyFiles files, Path folder) throws FailureException {
        for (PolicyFile each : files.all()) {
            Path file = folder.resolve(each.file());
            try {
                AtomicFile.write(file, each.json());
            } catch (IOException e) {
                throw Failure.failed(
                                "policy-file",
                                "could not write " + file,
                                String.valueOf(e.getMessage()),
                                "Name a folder that you may write to with {--output-dir}.")
                        .asException(e);
            }
        }
    }

    /**
     * The documents, each under the name of its file; with a folder, the commands that create the policies from the
     * files in it.
     */
    private static String text(PolicyFiles files, @Nullable Path folder) {
        List<String> parts = new ArrayList<>();
        warning(files).ifPresent(warning -> parts.add("# " + warning));
        for (PolicyFile file : files.all()) {
            if (folder != null) {
                parts.add("aws iam create-policy --policy-name " + file.name() + " --policy-document '"
                        + ("file://" + folder.resolve(file.file())).replace("'", "'\\''") + "'");
            } else {
                parts.add("# " + file.file());
                parts.add(file.json().stripTrailing());
            }
        }
        return String.join("\n", parts);
    }

    private static ObjectNode json(PolicyFiles files, @Nullable Path folder) {
        ObjectNode result = Console.object();
        warning(files).ifPresent(warning -> result.put("warning", warning));
        ArrayNode policies = result.putArray("policies");
        files.policies().forEach(file -> policies.add(json(file, folder)));
        files.boundary().ifPresent(file -> result.set("boundary", json(file, folder)));
        return result;
    }

    private static ObjectNode json(PolicyFile file, @Nullable Path folder) {
        ObjectNode result = Console.object().put("name", file.name());
        result.put(
                "file",
                folder == null ? file.file() : folder.resolve(file.file()).toString());
        return result.set("document", Console.parsed(file.json()));
    }

    private static Optional<String> warning(PolicyFiles files) {
        return files.boundary()
                .map(boundary ->
                        "No permissions boundary is set: whoever has these policies can give a role any rights,"
                                + " and so become administrator of the account. To prevent that, create the policy "
                                + boundary.name()
                                + ", set its ARN with --permissions-boundary, and print these policies again.");
    }
}

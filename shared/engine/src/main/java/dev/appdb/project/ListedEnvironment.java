package dev.appdb.project;

import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Target;
import java.util.Optional;

/**
 * An environment of an app as a list of the project shows it: one for each target on which its database was set up, and one
 * without a target where none was yet.
 *
 * @param account the AWS account that it belongs to, with its id where that is known: {@code prod (123456789012)}
 * @param source the place that names the environment, or remembers its settings
 */
public record ListedEnvironment(
        AppName app, EnvironmentName environment, Optional<Target> target, Optional<String> account, String source) {}

package dev.appdb.project;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.request.AppName;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Region;
import dev.appdb.request.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A project on the disk, in the template's shape. */
final class InfraTree {
    static final AppName APP = new AppName("app");
    static final EnvironmentName DEV = new EnvironmentName("dev");
    static final String DATABASE_TF = "infra/app/app-config/env-config/database.tf";

    private final Path directory;

    InfraTree(Path directory) {
        this.directory = directory;
    }

    /** The template's files that appdb reads, for an app named {@code app}. */
    static InfraTree ofTemplate(Path directory) throws IOException {
        return new InfraTree(directory)
                .with("infra/accounts/main.tf", "# set-up\n")
                .with("infra/modules/database/main.tf", "")
                .with("infra/networks/main.tf", "")
                .with("infra/test/infra_test.go", "")
                .with("infra/project-config/main.tf", """
                        locals {
                          # Machine readable
                          project_name        = "orders"
                          code_repository_url = "https://git.example.com/orders.git"
                          default_region      = "us-east-1"
                          role_name           = "${local.project_name}-github-actions"
                        }
                        """)
                .with("infra/project-config/networks.tf", """
                        locals {
                          network_configs = {
                            lower = { account_name = "dev" }
                            upper = {
                              account_name = "prod"
                              domain_config = { hosted_zone = "example.com" }
                            }
                          }
                        }
                        """)
                .with("infra/app/app-config/main.tf", """
                        locals {
                          app_name     = regex("/infra/([^/]+)/app-config$", abspath(path.module))[0]
                          environments = ["dev", "prod"]
                          # has_database = false
                          has_database = true
                          configs = { dev = module.dev_config, prod = module.prod_config }
                        }

                        module "project_config" {
                          source = "../../project-config"
                        }
                        """)
                .with("infra/app/app-config/dev.tf", environment("dev", "lower"))
                .with("infra/app/app-config/prod.tf", environment("prod", "upper"))
                .with("infra/app/app-config/outputs.tf", "output \"x\" {\n  value = local.has_database\n}\n")
                .with(DATABASE_TF, """
                        locals {
                          database_config = var.has_database ? {
                            region       = var.default_region
                            cluster_name = "${var.app_name}-${var.environment}"

                            # Extensions that need more rights
                            superuser_extensions = {}
                          } : null
                        }
                        """);
    }

    private static String environment(String name, String network) {
        return """
                module "%1$s_config" {
                  source       = "./env-config"
                  environment  = "%1$s"
                  network_name = "%2$s"
                  has_database = local.has_database
                }
                """.formatted(name, network);
    }

    InfraTree with(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent() == null ? directory : file.getParent());
        Files.writeString(file, text);
        return this;
    }

    InfraTree withAccount(String fileName, String bucket, String region) throws IOException {
        return with("infra/accounts/" + fileName + ".s3.tfbackend", """
                bucket         = "%s"
                key            = "infra/account.tfstate"
                region         = "%s"
                use_lockfile   = true
                """.formatted(bucket, region));
    }

    String text(String path) throws IOException {
        return Files.readString(directory.resolve(path));
    }

    Path directory() {
        return directory;
    }

    Project project() {
        return Project.at(directory);
    }

    static DatabaseRequest request(String environment) {
        return request(environment, Optional.empty(), DatabaseNames.DEFAULT, BackendModule.SERVICE);
    }

    static DatabaseRequest request(
            String environment, Optional<String> region, DatabaseNames names, BackendModule module) {
        return request(environment, Target.LOCAL, region, names, module);
    }

    /** A request for AWS, which always has a Region. */
    static DatabaseRequest onAws(String environment) {
        return request(environment, Target.AWS, Optional.of("us-east-1"), DatabaseNames.DEFAULT, BackendModule.SERVICE);
    }

    private static DatabaseRequest request(
            String environment, Target target, Optional<String> region, DatabaseNames names, BackendModule module) {
        return new DatabaseRequest(
                APP,
                new EnvironmentName(environment),
                target,
                PostgresVersion.DEFAULT,
                AuroraSettings.DEFAULT,
                names,
                module,
                region.map(Region::new),
                Optional.empty(),
                new TreeMap<>());
    }

    static Map<ExtensionName, Boolean> extensions(Object... namesAndSettings) {
        Map<ExtensionName, Boolean> extensions = new TreeMap<>();
        for (int i = 0; i < namesAndSettings.length; i += 2) {
            extensions.put(new ExtensionName((String) namesAndSettings[i]), (Boolean) namesAndSettings[i + 1]);
        }
        return extensions;
    }

    static ExtensionSwitches switches(Map<ExtensionName, Boolean> settings) {
        return new ExtensionSwitches(new TreeMap<>(settings));
    }

    static Failure failureOf(ThrowingCallable call) {
        return catchThrowableOfType(FailureException.class, call).failure();
    }
}

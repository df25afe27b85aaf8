package dev.appdb.cli;

import dev.appdb.aws.fake.SampleJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project in the template's shape, with an app that is to have its database in the account that the fake stands for. */
record DemoProject(Path directory) {
    static final String NAMED = " --target aws --app-name app --environment dev";

    /** Writes everything that target aws reads in a project. */
    static DemoProject in(Path directory) throws IOException {
        SampleJar.write(directory.resolve("role-manager.jar"), "role manager");
        return new DemoProject(directory)
                .with("infra/project-config/main.tf", """
                    locals {
                      project_name   = "demo"
                      default_region = "us-east-1"
                    }
                    """)
                .with("infra/app/app-config/dev.tf", "module \"dev_config\" {\n  network_name = \"dev\"\n}\n")
                .with(
                        "infra/accounts/dev.123456789012.s3.tfbackend",
                        "bucket = \"demo-123456789012-us-east-1-tf\"\nregion = \"us-east-1\"\n");
    }

    DemoProject with(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
        return this;
    }

    /** The path of the role manager's jar that a command uploads. */
    Path jar() {
        return directory.resolve("role-manager.jar");
    }
}

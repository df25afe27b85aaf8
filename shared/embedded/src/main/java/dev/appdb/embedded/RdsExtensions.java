package dev.appdb.embedded;

import dev.appdb.extensions.Extension;
import dev.appdb.extensions.ExtensionCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a distribution of PostgreSQL trust the extensions that Amazon RDS lets {@code rds_superuser} create although
 * PostgreSQL itself does not trust them. A plain server has no rule like that of RDS. Which they are is in
 * {@link ExtensionCatalogue}.
 */
final class RdsExtensions {

    private RdsExtensions() {}

    /** Marks those of them that a distribution has. */
    static void trustIn(Path distribution) throws IOException {
        Path extensions = folderIn(distribution);
        for (Extension extension : ExtensionCatalogue.all()) {
            Path control = extensions.resolve(extension.name() + ".control");
            if (extension.permission() == Extension.Permission.RDS_SUPERUSER && Files.isRegularFile(control)) {
                String text = Files.readString(control, StandardCharsets.UTF_8);
                if (!text.contains("\ntrusted")) {
                    Files.writeString(control, text.stripTrailing() + "\ntrusted = true\n", StandardCharsets.UTF_8);
                }
            }
        }
    }

    /** The folder of a distribution's extensions. */
    static Path folderIn(Path distribution) {
        return distribution.resolve("share/postgresql/extension");
    }
}

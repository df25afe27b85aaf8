package dev.appdb.project;

import java.nio.file.Path;

/** A line of a file of the project; counted from 1, the path relative to the project's folder. */
public record Place(Path file, int line) {

    /** {@code infra/app/app-config/dev.tf:4}. */
    @Override
    public String toString() {
        return ProjectFiles.shown(file) + ":" + line;
    }

    /** The same as the source of a value. */
    public String source() {
        return "from " + this;
    }
}

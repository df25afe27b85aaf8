/** Tests of the {@code infra} tree: real files in temporary folders. */
@NullMarked
package dev.appdb.project;

import org.jspecify.annotations.NullMarked;

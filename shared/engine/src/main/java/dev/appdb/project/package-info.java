/** The user's <code>infra/</code> tree: what appdb reads there and the files it writes. */
@NullMarked
package dev.appdb.project;

import org.jspecify.annotations.NullMarked;

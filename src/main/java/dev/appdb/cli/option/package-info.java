/** The options that several commands have, as picocli mixins. */
@NullMarked
package dev.appdb.cli.option;

import org.jspecify.annotations.NullMarked;

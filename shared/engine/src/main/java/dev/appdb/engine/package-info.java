/** The provisioning engine and the ports it needs. */
@NullMarked
package dev.appdb.engine;

import org.jspecify.annotations.NullMarked;

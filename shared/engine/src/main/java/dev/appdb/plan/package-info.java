/** Plans of changes, and the guardrails that judge them. Pure. */
@NullMarked
package dev.appdb.plan;

import org.jspecify.annotations.NullMarked;

/** What a change would do, before it is done, and the guardrails that judge it. Pure. */
@NullMarked
package dev.appdb.plan;

import org.jspecify.annotations.NullMarked;

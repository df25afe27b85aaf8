/**
 * IAM policies: the operations that appdb calls, the least-privilege policies of caller and service role, and their
 * simulation.
 */
@NullMarked
package dev.appdb.aws.permissions;

import org.jspecify.annotations.NullMarked;

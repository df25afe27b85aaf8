/**
 * IAM policies: the operations that appdb calls, the least that a caller or a service role needs, and their simulation.
 */
@NullMarked
package dev.appdb.aws.permissions;

import org.jspecify.annotations.NullMarked;

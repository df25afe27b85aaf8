/**
 * The CloudFormation stack of one database: planned as a change set, applied, followed, compared and rolled back.
 *
 * <p>What is decided (words for a stack's state, causes of a failure, what a change set means) is in classes that know
 * no
 * client; those that make calls decide nothing.
 */
@NullMarked
package dev.appdb.aws.stack;

import org.jspecify.annotations.NullMarked;

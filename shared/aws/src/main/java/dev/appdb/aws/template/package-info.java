/**
 * The CloudFormation template of one database: from a request to JSON, without any input or output.
 *
 * <p>{@link dev.appdb.aws.template.StackTemplate} is where to begin. The template is built by code, one small class for
 * each
 * area, since most of it depends on the request: readers, pausing, protection and extensions change which resources
 * there are, which conditions in a template say badly and a compiler does not check. What an account has already (its
 * network, its bucket) comes in as parameters, whose types CloudFormation checks before it changes anything.
 */
@NullMarked
package dev.appdb.aws.template;

import org.jspecify.annotations.NullMarked;

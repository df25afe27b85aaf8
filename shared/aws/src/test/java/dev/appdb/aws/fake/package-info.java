/**
 * A fake of the AWS endpoints that appdb calls: one HTTP server on loopback that speaks each service's wire protocol to
 * the real SDK clients, in front of a small in-memory account.
 *
 * <p>A test uses {@link dev.appdb.aws.fake.FakeAwsExtension}, other code {@link dev.appdb.aws.fake.FakeAws}. Time
 * passes
 * only by ticks, one for each poll of a stack; nothing sleeps. The resources of stacks are kept as
 * {@link dev.appdb.aws.fake.LiveResource}s with CloudFormation's property names, and every look-up (RDS, EC2, IAM,
 * Lambda)
 * reads those, so that drift is a real difference.
 *
 * <p>It enforces:
 *
 * <ul>
 *   <li>of every call: an access key that the account knows, a session that has not expired, the service and Region of
 *       the
 *       signature's scope, and the permission by its name (see {@link dev.appdb.aws.fake.Credentials});
 *   <li>of templates: 51,200 bytes, resource types and their required properties by the published schemas, references,
 *       attributes, cycles, the capability, parameters with their patterns, and that VPCs, subnets and security groups
 *       exist;
 *   <li>of stacks: the status in which a change set can be created or executed, names that are taken, client tokens,
 *       obsolete change sets, the order of dependencies, replacements, deletion policies, rollbacks and pages;
 *   <li>of resources: deletion protection, clusters with instances, attached policies, vaults with recovery points,
 *       security groups in use and the network interfaces that a function leaves, names that exist;
 *   <li>of S3: the checksums of an upload and the bucket's expected owner; of Lambda: the function's timeout and the
 *       error
 *       format of its runtime.
 * </ul>
 *
 * <p>It does not enforce, so that a passing test says nothing about:
 *
 * <ul>
 *   <li>the signature itself, and the clock of the caller;
 *   <li>permissions on single resources, conditions, boundaries and trust policies: {@code SimulatePrincipalPolicy}
 *       answers
 *       by the action's name, too; the service role of a stack is not assumed;
 *   <li>the syntax of names, tokens and change-set names, and quotas;
 *   <li>the states of functions, Lambda's limits of size and concurrency, and the states of clusters other than those
 *       that
 *       a test sets;
 *   <li>networks: endpoints of clusters are names that no host has.
 * </ul>
 */
@NullMarked
package dev.appdb.aws.fake;

import org.jspecify.annotations.NullMarked;

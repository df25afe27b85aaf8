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
 *   <li>of every call: an access key that the account knows with its session token, the signature by its secret, the time of
 *       signing, a session that has not expired, the service and Region of the signature's scope, and the permission by its
 *       name (see {@link dev.appdb.aws.fake.Credentials});
 *   <li>of roles: that they trust the caller, and the external id;
 *   <li>of templates: 51,200 bytes, resource types and their required properties by the published schemas, references,
 *       attributes, cycles, the capability, parameters with their patterns, and that VPCs, subnets and security groups
 *       exist;
 *   <li>of stacks: the syntax of names and tokens, the status in which a change set can be created or executed, names that are
 *       taken, client tokens, change sets that end with the execution of another, the order of dependencies, replacements,
 *       deletion policies, rollbacks and pages;
 *   <li>of resources: deletion protection, clusters with instances, attached policies, vaults with recovery points,
 *       security groups in use and the network interfaces that a function leaves, names that exist, and the states in which
 *       clusters and instances can be changed;
 *   <li>of S3: the checksums of an upload and the bucket's expected owner; of Lambda: the function's timeout, the error
 *       format of its runtime, the size of requests and answers, and the states that a test sets.
 * </ul>
 *
 * <p>It does not enforce, so that a passing test says nothing about:
 *
 * <ul>
 *   <li>permissions on single resources, conditions and boundaries: {@code SimulatePrincipalPolicy} answers by the action's
 *       name, too; the service role of a stack is not assumed;
 *   <li>quotas other than these, and Lambda's limits of concurrency other than those that a test sets;
 *   <li>networks: endpoints of clusters are names that no host has.
 * </ul>
 */
@NullMarked
package dev.appdb.aws.fake;

import org.jspecify.annotations.NullMarked;

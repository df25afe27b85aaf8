// Validates CloudFormation templates with AWS's own tools, as far as they are installed: AWS Control Tower's proactive rules
// by cfn-guard (npm package @cdklabs/cdk-validator-cfnguard), and AWS's validator (npm package
// @aws/cloudformation-validate). Installs nothing.
//
// Usage: node .ci/template-rules.js TEMPLATE.json…
//
// Fails on a finding that template-exceptions.json does not list with its reason, and on an exception that no template
// needs any more.
"use strict";

const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const GUARD = "@cdklabs/cdk-validator-cfnguard";
const VALIDATOR = "@aws/cloudformation-validate";
const LARGEST_REPORT_BYTES = 256 * 1024 * 1024;

const exceptions = JSON.parse(fs.readFileSync(path.join(__dirname, "template-exceptions.json"), "utf8"));
const templates = process.argv.slice(2);
if (templates.length === 0) {
    console.error("no templates to validate: give their files");
    process.exit(2);
}

/** The folder of a package, installed for this folder or for all; undefined where it is not installed. */
function installed(name) {
    const folders = [process.cwd(), ...(process.env.NODE_PATH || "").split(path.delimiter).filter(Boolean)];
    try {
        folders.push(execFileSync("npm", ["root", "-g"], { encoding: "utf8" }).trim());
    } catch {
        // Without npm a package is found beside this folder only.
    }
    return folders
        .flatMap((folder) => [path.join(folder, name), path.join(folder, "node_modules", name)])
        .find((folder) => fs.existsSync(path.join(folder, "package.json")));
}

/** The findings of AWS Control Tower's rules, by its ids such as CT.RDS.PR.21. */
function guarded(folder) {
    const system = process.platform === "darwin" ? "macos" : "ubuntu";
    const machine = process.arch === "arm64" ? "aarch64" : "x86_64";
    const program = path.join(folder, "bin", system, machine, "cfn-guard");
    fs.chmodSync(program, 0o755);
    const rules = path.join(folder, "rules", "control-tower", "cfn-guard");
    const run = spawnSync(
        program,
        ["validate", "-r", rules, "-d", ...templates, "--structured", "-o", "json", "-S", "none"],
        { encoding: "utf8", maxBuffer: LARGEST_REPORT_BYTES });
    if (run.error || !run.stdout) {
        throw new Error("cfn-guard did not run: " + (run.error || run.stderr));
    }
    return JSON.parse(run.stdout).flatMap((report) => {
        if (report.compliant.length + report.not_compliant.length === 0) {
            throw new Error("no rule of AWS Control Tower is about " + report.name);
        }
        return report.not_compliant.map((finding) => {
            const text = JSON.stringify(finding);
            const id = /\[(CT\.[A-Z0-9.]+)\]:? ?([^\\"]*)/.exec(text);
            return {
                tool: "AWS Control Tower",
                template: report.name,
                rule: id ? id[1] : finding.Rule.name,
                message: id ? id[2] : "",
            };
        });
    });
}

/** The findings of AWS's validator, from warnings on; below are facts, such as which properties are create-only. */
function validated(folder) {
    const { RegoEngine, TemplateFile } = require(folder);
    const engine = new RegoEngine();
    try {
        return templates.flatMap((template) =>
            engine
                .validateStandard(new TemplateFile(template), { severityLevel: "WARN" })
                .diagnostics.map((finding) => ({
                    tool: "AWS CloudFormation Validate",
                    template,
                    rule: finding.ruleId,
                    message: finding.message,
                })));
    } finally {
        engine.free();
    }
}

function isListed(finding) {
    return exceptions.find((exception) =>
        exception.tool === finding.tool
        && exception.rule === finding.rule
        && (exception.templates === undefined
            || exception.templates.some((name) => path.basename(finding.template).startsWith(name))));
}

const findings = [];
const used = new Set();
const ran = [];
for (const [name, tool, validate] of [
    [GUARD, "AWS Control Tower", guarded],
    [VALIDATOR, "AWS CloudFormation Validate", validated],
]) {
    const folder = installed(name);
    if (folder === undefined) {
        console.error(`${name} is not installed: the templates are not validated with it`);
        continue;
    }
    ran.push(tool);
    findings.push(...validate(folder));
}
const unlisted = findings.filter((finding) => {
    const exception = isListed(finding);
    used.add(exception);
    return exception === undefined;
});
unlisted.forEach((finding) =>
    console.error(`${finding.template}: ${finding.rule} (${finding.tool}): ${finding.message}`));
const needless = exceptions.filter((exception) => ran.includes(exception.tool) && !used.has(exception));
needless.forEach((exception) =>
    console.error(`template-exceptions.json lists ${exception.rule}, which no template needs any more`));
ran.forEach((tool) =>
    console.log(`${tool}: ${templates.length} templates, ${findings.filter((each) => each.tool === tool).length}`
        + " findings"));
process.exit(unlisted.length + needless.length > 0 ? 1 : 0);

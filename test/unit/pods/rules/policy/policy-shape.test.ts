import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { enforcementPoints } from "../../../../../server/src/pods/policy/enforcement-points.ts";
import { type Annotations, asSandbox, findingsIn } from "../sample.ts";

const codes: ReadonlySet<string> = new Set([
  "policy-version-missing",
  "policy-version-newer",
  "policy-rule-missing",
  "policy-denies-log-providers",
  "policy-allows-all",
]);

function raised(rego: string, more: Annotations = {}, platform: "windows" | "linux" = "windows"): readonly string[] {
  const key = `io.microsoft.virtualmachine.${platform === "windows" ? "wcow" : "lcow"}.securitypolicy`;
  const text = asSandbox({ [key]: Buffer.from(rego).toString("base64"), ...more }, platform);
  return findingsIn(text).flatMap(({ code, message }) => (codes.has(code) ? [`${code}: ${message}`] : []));
}

const forwarding = { "io.microsoft.virtualmachine.forwardlogs.enable": "true" };
const windows = `package policy
api_version := "0.11.0"
framework_version := "0.4.0"
mount_cims := data.framework.mount_cims
create_container := data.framework.create_container
`;
const allowed = (names: Iterable<string>): string =>
  `package policy\napi_version := "0.12.0"\n${[...names].map((name) => `${name} := {"allowed": true}\n`).join("")}`;

suite("the shape of a policy", () => {
  test("is fine where it has what is asked for", () => {
    assert.deepEqual(raised(windows), []);
    assert.deepEqual(raised(`# made by a tool\r\n${windows.replaceAll("\n", "\r\n")}`), []);
  });

  test("of a policy that is still to come is not judged", () => {
    for (const text of ["package policy\n", "package policy # x", "package other\nx := 1", '{"allow_all":true}', ""]) {
      assert.deepEqual(raised(text), [], text);
    }
  });

  test("needs a version, however it is given", () => {
    assert.match(
      raised(windows.replace(/^api_version.*\n/m, "")).join(),
      /^policy-version-missing: .*denies everything/,
    );
    assert.deepEqual(raised(windows.replace('"0.11.0"', "data.versions.api")), [], "computed");
    assert.deepEqual(raised(windows.replace("api_version", "api_svn")), [], "its older name");
  });

  test("needs a version that the guest can compare", () => {
    for (const version of ["v0.11.0", "0.11.0-rc.1", "0.11.0+a"]) {
      assert.deepEqual(raised(windows.replace("0.11.0", version)), [], version);
    }
    for (const version of ["abc", "", "0.11", "0.11.0.1", "0.x.1"]) {
      const [found = ""] = raised(windows.replace("0.11.0", version));
      assert.ok(
        found.startsWith(`policy-version-missing: This policy has the \`api_version\` "${version}", not x.y.z, `),
      );
    }
  });

  test("needs a version in quotes: without them it does not compile", () => {
    for (const version of ["11", "0.11", "0.11.0"]) {
      const found = raised(allowed(["create_container", "mount_cims"]).replace('"0.12.0"', version));
      assert.deepEqual(
        found.map((text) => text.split(", ")[0]),
        ["policy-version-missing: This policy has an `api_version` without quotes"],
        "and so does not allow everything",
      );
    }
  });

  test("of a newer API has rules that nobody asks for", () => {
    assert.deepEqual(raised(windows.replace("0.11.0", "0.12.0")), []);
    for (const version of ["0.12.1", "0.100.0", "1.0.0"]) {
      assert.match(raised(windows.replace("0.11.0", version)).join(), /^policy-version-newer: /, version);
    }
  });

  test("lacks what every container needs, on each platform its own", () => {
    const [missing] = raised(windows.replace(/^mount_cims.*\n/m, ""));
    assert.match(missing ?? "", /^policy-rule-missing: This policy has no rule mount_cims, /);
    assert.match(raised(windows, {}, "linux").join(), /no rule mount_device or mount_overlay, /);
    assert.deepEqual(raised(windows.replace("mount_cims :=", "  mount_cims :=")), [], "indented: there all the same");
  });

  test("decides on log forwarding", () => {
    assert.deepEqual(raised(windows, { ...forwarding, "io.microsoft.virtualmachine.forwardlogs.enable": "false" }), []);
    assert.match(raised(windows, forwarding).join(), /^policy-denies-log-providers: .*no rule log_provider/);
    assert.deepEqual(raised(windows.replace("0.11.0", "0.10.0"), forwarding), [], "allowed by default before 0.11.0");
    const framework = `${windows}log_provider := data.framework.log_provider\n`;
    assert.match(raised(framework, forwarding).join(), /names no allowed_log_providers/);
    assert.deepEqual(raised(`${framework}allowed_log_providers := ["x"]\n`, forwarding), []);
    assert.deepEqual(raised(`${framework}allow_log_provider_dropping := true\n`, forwarding), []);
    assert.match(
      raised(`${framework}allow_log_provider_dropping := false\n`, forwarding).join(),
      /allowed_log_providers/,
    );
    assert.deepEqual(raised(`${windows}log_provider := {"allowed": true}\n`, forwarding), []);
    const noDefaults = { "io.microsoft.virtualmachine.forwardlogs.defaultsources.enable": "false" };
    assert.deepEqual(raised(windows, { ...forwarding, ...noDefaults }), [], "nothing may be asked for");
  });

  test("that allows everything is said to", () => {
    assert.match(raised(allowed(enforcementPoints.keys())).join(), /^policy-allows-all: /);
    assert.deepEqual(raised(allowed(enforcementPoints.keys()).replace("true}", "false}")), [], "all but one");
  });
});

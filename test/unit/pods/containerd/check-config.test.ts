import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { checkContainerdConfig } from "../../../../server/src/pods/containerd/check-config.ts";
import { defaultTarget } from "../../../../server/src/pods/target.ts";
import { version2, version3, withOptions } from "./samples.ts";

const findings = (text: string) => checkContainerdConfig(text, defaultTarget);
const summary = (text: string): readonly string[] =>
  findings(text).map(({ code, severity, span }) => `${severity} ${code}: ${text.slice(span.start, span.end)}`);
const defaults = (lines: string): string =>
  withOptions(`SandboxIsolation = 1
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-hypervisor.options.DefaultContainerAnnotations]
${lines}`);

suite("a containerd configuration is checked", () => {
  test("without a word where it is right, or another program's", () => {
    for (const text of [version3, version2, "", "[package\n", "name = 'cargo'"]) assert.deepEqual(summary(text), []);
  });

  const cases: readonly (readonly [why: string, text: string, expected: readonly string[]])[] = [
    [
      "an unknown option",
      withOptions("SandboxIsolation = 1\nVmMemoryInMb = 7"),
      ["warning containerd-option-unknown: VmMemoryInMb"],
    ],
    ["letter case does not count", withOptions("sandboxisolation = 1\nscrublogs = true"), []],
    ["an option of another type", withOptions("SandboxIsolation = '1'"), ["error containerd-option-type: '1'"]],
    [
      "annotations that are no texts",
      withOptions("SandboxIsolation = 1\nDefaultContainerAnnotations = { a = true }"),
      ["error containerd-option-type: { a = true }"],
    ],
    [
      "an option that nobody reads",
      withOptions("NoInheritHostTimezone = true"),
      ["warning containerd-option-unread: true"],
    ],
    [
      "Linux pods without isolation are refused",
      withOptions('SandboxPlatform = "linux/amd64"', "runhcs-lcow"),
      ['error containerd-isolation-refused: "linux/amd64"'],
    ],
    [
      "a platform that hcsshim does not know",
      withOptions("SandboxPlatform = 'win/amd64'"),
      ["error containerd-platform-unknown: 'win/amd64'"],
    ],
    ["a platform with a version", withOptions("SandboxPlatform = 'windows(10.0.26100)/amd64'"), []],
    [
      "less memory than a confidential pod needs",
      withOptions("SandboxIsolation = 1\nVmMemorySizeInMb = 1024"),
      ["warning containerd-memory-below-floor: 1024"],
    ],
    [
      "isolation that is built in",
      withOptions("VmMemorySizeInMb = 1024"),
      ["warning containerd-memory-below-floor: 1024"],
    ],
    ["another shim's options", withOptions("SystemdCgroup = true", "runc").replace("runhcs.v1", "runc.v2"), []],
    [
      "a pattern that is none",
      version2.replace("virtualmachine.*", "[virtualmachine"),
      ['warning containerd-pattern-malformed: [\n  "io.microsoft.[virtualmachine", # all of the VM\n]'],
    ],
    [
      "a handler where version 3 does not look",
      version2.replace("version = 2", "version = 3"),
      [
        'warning containerd-table-ignored: [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runhcs-wcow-hypervisor]',
      ],
    ],
    [
      "a default annotation with a typing error",
      defaults('"io.microsoft.virtualmachine.bootfilerootpath" = "C:\\\\cwcow"'),
      ['warning unknown-key: "io.microsoft.virtualmachine.bootfilerootpath"'],
    ],
    [
      "a default annotation that does not parse",
      defaults("'io.microsoft.virtualmachine.wcow.writable_efi' = 'yes'"),
      ["warning value-unparsable: 'yes'"],
    ],
    [
      "a container's key, which default annotations bring to containers",
      defaults("'io.microsoft.container.processor.count' = '2'"),
      [],
    ],
    [
      "a container's value that does not parse",
      defaults("'io.microsoft.container.processor.count' = 'two'\n'io.microsoft.wcow.processdumptype' = 'huge'"),
      ["warning value-unparsable: 'two'", "error process-dump-invalid: 'huge'"],
    ],
    [
      "what pods and containers both read, said once",
      defaults("'io.microsoft.disable-unsafe-operations' = 'yes'"),
      ["warning expansion-without-effect: 'yes'"],
    ],
    [
      "a key of host process containers, which the handler's containers may be",
      defaults("'microsoft.com/hostprocess-inherit-user' = 'true'"),
      [],
    ],
    ["debug mode alone: pods may have the rest", defaults("'io.microsoft.wcow.debug' = 'true'"), []],
  ];
  for (const [why, text, expected] of cases) test(why, () => assert.deepEqual(summary(text), expected));

  test("a fix leaves TOML", () => {
    const text = defaults("\"io.microsoft.virtualmachine.bootfilerootpath\" = 'C:\\cwcow'");
    const fixes = findings(text).flatMap((finding) => finding.fixes());
    const [edit] = fixes.find(({ preferred }) => preferred)?.edits ?? assert.fail("no fix");
    assert.equal(edit?.newText, '"io.microsoft.virtualmachine.bootfilesrootpath"');
  });

  test("what is no TOML is one sentence, if it is meant for containerd", () => {
    const [only, ...others] = findings(version3.replace("version = 3", "version = "));
    assert.equal(only?.code, "containerd-not-read");
    assert.match(only.message, /line 1, column \d+/);
    assert.deepEqual(others, []);
  });
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { checkContainerdConfig } from "../../../../server/src/pods/containerd/check-config.ts";
import { configRules } from "../../../../server/src/pods/containerd/rules/index.ts";
import type { Fix } from "../../../../server/src/pods/finding.ts";
import { listRules, ruleByCode } from "../../../../server/src/pods/rules/explain.ts";
import { rulePage } from "../../../../server/src/pods/rules/rule-page.ts";
import { defaultTarget } from "../../../../server/src/pods/target.ts";
import { version2, withOptions } from "./samples.ts";

const findings = (text: string) => checkContainerdConfig(text, defaultTarget);
const codes = (text: string): readonly string[] => findings(text).map(({ code }) => code);

function applied(text: string, { edits }: Fix): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((left, { span, newText }) => left.slice(0, span.start) + newText + left.slice(span.end), text);
}

suite("a rule about the configuration", () => {
  for (const rule of configRules) {
    test(`${rule.code} is listed, explained in TOML, and raised by its bad example alone`, () => {
      assert.equal(ruleByCode(rule.code), rule);
      assert.ok(listRules().includes(rule));
      assert.match(rulePage(rule), /```toml\n/);
      assert.deepEqual([...new Set(codes(rule.examples.bad))], [rule.code]);
      assert.deepEqual(codes(rule.examples.good), []);
    });

    test(`${rule.code}: a preferred fix removes it`, () => {
      const { bad } = rule.examples;
      for (const finding of findings(bad)) {
        for (const fix of finding.fixes().filter(({ preferred }) => preferred)) {
          assert.deepEqual(codes(applied(bad, fix)), [], applied(bad, fix));
        }
      }
    });
  }
});

suite("a fix writes the line that is meant", () => {
  const cases: readonly (readonly [why: string, text: string, expected: RegExp])[] = [
    [
      "a line more, indented like the others",
      withOptions("  SandboxPlatform = 'linux/amd64'", "runhcs-lcow"),
      /\n {2}SandboxIsolation = 1\n {2}SandboxPlatform/,
    ],
    [
      "in an inline table",
      version2
        .replaceAll("runhcs-wcow-hypervisor", "linux")
        .replace("SandboxIsolation = 1,", "SandboxPlatform = 'linux/amd64',"),
      /options = \{ SandboxIsolation = 1, SandboxPlatform/,
    ],
    ["another value", withOptions("SandboxIsolation = 1\nVmMemorySizeInMb = 512"), /VmMemorySizeInMb = 2048\n/],
    ["a number without its quotes", withOptions("VmProcessorCount = '4'"), /VmProcessorCount = 4\n/],
    ["an enumeration's number", withOptions("SandboxIsolation = 'HYPERVISOR'"), /SandboxIsolation = 1\n/],
    ["true without its quotes", withOptions("Debug = 'True'"), /Debug = true\n/],
    ["the option that is nearly written", withOptions("VmMemorySizeMb = 4096"), /VmMemorySizeInMb = 4096\n/],
    [
      "texts in a table of texts",
      withOptions("DefaultContainerAnnotations = { 'a.b' = true, c = 1 }"),
      /= \{ 'a\.b' = 'true', c = '1' \}/,
    ],
    [
      "nothing where the option is read nowhere",
      withOptions("Debug = true\nGPUVHDPath = 'x' # old"),
      /\nDebug = true\n$/,
    ],
    [
      "nothing, in an inline table",
      version2.replace("SandboxIsolation = 1,", "SandboxIsolation = 1, GPUVHDPath = 'x',"),
      /SandboxIsolation = 1, DefaultContainerAnnotations/,
    ],
    [
      "the newer plugin's name in every header",
      `${version2.replace("version = 2", "version = 3")}[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runhcs-wcow-hypervisor.more]\n`,
      /"io\.containerd\.cri\.v1\.runtime"[\s\S]*"io\.containerd\.cri\.v1\.runtime".*more\]/,
    ],
  ];
  for (const [why, text, expected] of cases) {
    test(why, () => {
      const fixes = findings(text).flatMap((finding) => finding.fixes());
      assert.ok(fixes.length > 0);
      assert.ok(
        fixes.some((fix) => expected.test(applied(text, fix))),
        fixes.map((fix) => applied(text, fix)).join("\n---\n"),
      );
    });
  }
});

suite("a comment in TOML suppresses a finding", () => {
  const line = "GPUVHDPath = 'x'";
  test("on its line and the next, and in the whole document", () => {
    assert.deepEqual(codes(withOptions(`${line} # confidential-pods-disable-line containerd-option-unread`)), []);
    assert.deepEqual(codes(withOptions(`# confidential-pods-disable-next-line containerd-option-unread\n${line}`)), []);
    assert.deepEqual(codes(`# confidential-pods-disable-document containerd-option-unread\n${withOptions(line)}`), []);
  });

  test("but no text that looks like one", () => {
    const text = withOptions(`${line}\nSandboxImage = "# confidential-pods-disable-document containerd-option-unread"`);
    assert.deepEqual(codes(text), ["containerd-option-unread"]);
  });

  test("and is told where it suppresses nothing, or names no rule", () => {
    const text = withOptions("Debug = true # confidential-pods-disable-line containerd-option-unread, nonsense");
    assert.deepEqual(codes(text), ["suppression-unused", "suppression-unknown"]);
    assert.deepEqual(codes("a = 1 # confidential-pods-disable-line nonsense"), [], "another program's file");
  });
});

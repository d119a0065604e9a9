import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { asDocument, asPod, asSandbox, findingsIn, raisedBy } from "../sample.ts";

const vm = "io.microsoft.virtualmachine";
const root = `${vm}.bootfilesrootpath`;
const wcowPolicy = `${vm}.wcow.securitypolicy`;
const lcowPolicy = `${vm}.lcow.securitypolicy`;
const policyText = "cGFja2FnZSBwb2xpY3kK";

/** A path as it is written in YAML, and the path that is offered instead. */
const paths: readonly (readonly [written: string, meant: string | undefined])[] = [
  ['"C:\\boot\\new"', "C:\\boot\\new"],
  ['"C:\\\\files\\temp"', "C:\\files\\temp"], // one backslash doubled, one forgotten
  ["|\n    C:\\boot", "C:\\boot"],
  ["'C:\\boot\\new'", undefined],
  ['"C:\\\\boot"', undefined],
  ["C:\\boot", undefined],
];

suite("control characters in paths", () => {
  for (const [written, meant] of paths) {
    test(`${JSON.stringify(written)} ${meant === undefined ? "is right" : `was meant as ${meant}`}`, () => {
      const text = asDocument(`${wcowPolicy}: "${policyText}"\n${root}: ${written}`);
      const found = findingsIn(text).filter(({ code }) => code === "path-control-character");
      assert.deepEqual(
        found.map(({ fixes }) => fixes()[0]?.title),
        meant === undefined ? [] : [`Write "${meant}"`],
      );
    });
  }

  test("a policy may end in a line feed", () => {
    const text = asDocument(`${wcowPolicy}: |\n  ${policyText}`);
    assert.deepEqual(raisedBy("path-control-character", text), []);
  });
});

suite("process isolation", () => {
  test("what shapes a utility VM is ignored, what shapes containers is not", () => {
    const lines = `${wcowPolicy}: "${policyText}"\nio.microsoft.container.processdumplocation: 'C:\\dumps'`;
    assert.deepEqual(raisedBy("process-isolated-ignored", asPod(lines, "runhcs-wcow-process")), [
      `warning ${wcowPolicy}`,
    ]);
    assert.deepEqual(raisedBy("process-isolated-ignored", asPod(lines)), []);
  });

  test("where the setting decides, the message says so", () => {
    const text = asPod(`${vm}.fullyphysicallybacked: "true"`, "");
    const [finding] = findingsIn(text, { isolation: "process" });
    assert.equal(finding?.code, "process-isolated-ignored");
    assert.match(finding.message, /assuming process isolation/);
  });
});

suite("keys of the other platform", () => {
  test("a Linux policy does not protect a Windows pod", () => {
    const text = asSandbox({ [lcowPolicy]: policyText, [wcowPolicy]: policyText });
    assert.deepEqual(raisedBy("platform-mismatch", text), [`warning ${lcowPolicy}`]);
    const [finding] = findingsIn(text);
    assert.match(finding?.message ?? "", /does not make a Windows pod confidential/);
    assert.deepEqual(
      finding?.related.map(({ message }) => message),
      ["The policy that counts"],
    );
  });

  test("the key of the pod's own platform is offered, unless it is there", () => {
    const titles = (annotations: Record<string, string>) =>
      findingsIn(asSandbox(annotations))
        .find(({ code }) => code === "platform-mismatch")
        ?.fixes()
        .map(({ title }) => title);
    assert.deepEqual(titles({ [lcowPolicy]: policyText }), [`Rename to '${wcowPolicy}'`, `Remove '${lcowPolicy}'`]);
    assert.deepEqual(titles({ [lcowPolicy]: policyText, [wcowPolicy]: policyText }), [`Remove '${lcowPolicy}'`]);
  });

  test("what only one release reads on a platform is judged by the chosen one", () => {
    const text = asSandbox({ "io.microsoft.virtualmachine.console.pipe": "\\\\.\\pipe\\x" });
    assert.equal(raisedBy("platform-mismatch", text, { hcsshim: "0.14" }).length, 1);
    assert.deepEqual(raisedBy("platform-mismatch", text, { hcsshim: "0.15" }), []);
  });

  test("keys of one platform alone tell what the pod is, whatever the setting assumes", () => {
    const gpu = asDocument("io.microsoft.container.gpu.capabilities: utility");
    assert.deepEqual(raisedBy("platform-mismatch", gpu, { platform: "wcow" }), []);
  });
});

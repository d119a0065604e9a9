import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { lookup } from "../../../../../server/src/pods/annotations/registry.ts";
import { literalFor } from "../../../../../server/src/pods/rules/keys/literal.ts";
import { asOci, asSandbox, findingsIn, raisedBy } from "../sample.ts";

const vm = "io.microsoft.virtualmachine";
const bool = `${vm}.fullyphysicallybacked`;
const int32 = `${vm}.computetopology.processor.count`;
const memory = `${vm}.computetopology.memory.sizeinmb`;
const uint32 = `${vm}.computetopology.processor.numa.max-processors-per-node`;
const csv = `${vm}.computetopology.numa.preferred-physical-nodes`;
const policy = { [`${vm}.wcow.securitypolicy`]: "cGFja2FnZSBwb2xpY3kK" };

const readable: readonly (readonly [key: string, value: string])[] = [
  [bool, "T"],
  [bool, "0"],
  [int32, "-1"],
  [int32, "+2"],
  [memory, "0004096"],
  [csv, "0,1"],
  [csv, ""], // as good as no list
  [`${vm}.cpugroup.id`, "anything"], // never parsed by hcsshim
];

const unreadable: readonly (readonly [key: string, value: string])[] = [
  [bool, "yes"],
  [bool, "tRUE"],
  [bool, ""],
  [bool, "true\n"],
  [int32, "0x2"],
  [int32, "2147483648"],
  [memory, "+4096"],
  [memory, "1536.0"],
  [uint32, "4294967296"],
  [csv, "0, 1"],
  [csv, "0,"],
];

/** What is offered instead, and whether it can be written unasked. */
const literals: readonly (readonly [key: string, value: string, text: string | undefined, isCertain?: boolean])[] = [
  [bool, "yes", "true", true],
  [bool, "Off", "false", true],
  [bool, " TRUE\n", "true", true],
  [bool, "'true'", "true", true],
  [bool, "maybe", undefined],
  [memory, "2Gi", "2048", true],
  [memory, "4096MB", "4096", true],
  [memory, "1536.0", "1536", true],
  [memory, "1536.5", "1537", false],
  [memory, "1_024", "1024", true],
  [memory, "-5", undefined],
  [int32, "0x10", "16", true],
  [int32, "2Gi", undefined], // processors have no megabytes
  [csv, "[0, 1,]", "0,1", true],
  [csv, "a,b", undefined],
];

test("a confidential pod is not offered less memory than it may have", () => {
  const pod = asSandbox({
    [memory]: "1536.0",
    "io.microsoft.virtualmachine.wcow.securitypolicy": "cGFja2FnZSBwb2xpY3kK",
  });
  const found = findingsIn(pod).filter(({ key }) => key === memory);
  assert.match(found[0]?.message ?? "", /keeps its default, 2048; write "2048"/);
  assert.deepEqual(
    found.flatMap(({ fixes }) => fixes().map(({ preferred }) => preferred)),
    [false],
  );
});

suite("values that hcsshim cannot read", () => {
  for (const [key, value] of readable) {
    test(`${key} reads ${JSON.stringify(value)}`, () =>
      assert.deepEqual(raisedBy("value-unparsable", asSandbox({ [key]: value })), []));
  }

  for (const [key, value] of unreadable) {
    test(`${key} does not read ${JSON.stringify(value)}`, () =>
      assert.deepEqual(raisedBy("value-unparsable", asSandbox({ [key]: value })), [`warning ${key}`]));
  }

  for (const [key, value, text, isCertain] of literals) {
    test(`${JSON.stringify(value)} was meant as ${text ?? "nobody knows what"}`, () => {
      const fact = lookup(key);
      assert.ok(fact);
      assert.deepEqual(literalFor(fact, value), text === undefined ? undefined : { text, isCertain });
    });
  }

  test("the message names the default of this kind of pod", () => {
    const message = (document: string) =>
      findingsIn(document).find(({ code }) => code === "value-unparsable")?.message ?? "";
    assert.match(message(asSandbox({ [memory]: "x" })), /keeps its default, 1024;/);
    assert.match(message(asSandbox({ ...policy, [memory]: "x" })), /keeps its default, 2048;/);
    const limited = asOci({ [memory]: "x" }, { hyperv: {}, resources: { memory: { limit: 1073741824 } } });
    assert.match(message(limited), /takes the memory limit of the spec;/);
    assert.match(message(asSandbox({ [csv]: "x" })), /without a log line/);
  });

  test("a value that is no string, or of a template, is not judged", () => {
    const lines = `annotations:\n  ${bool}: yes\n  ${memory}: {{ .Values.memory }}\nmetadata: { name: p, uid: "1" }\n`;
    assert.deepEqual(raisedBy("value-unparsable", lines), []);
  });

  test("a key of the other platform is mentioned once", () => {
    const codes = findingsIn(asSandbox({ [`${vm}.lcow.kerneldirectboot`]: "yes" })).map(({ code }) => code);
    assert.deepEqual(codes, ["platform-mismatch"]);
  });
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { asOci, asPod, asSandbox, findingsIn, raisedBy } from "../sample.ts";

const vm = "io.microsoft.virtualmachine";
const bool = `${vm}.fullyphysicallybacked`;

/** How a value is written, and whether the reader of the file takes it for a string. */
const values: readonly (readonly [written: string, severity: "error" | undefined])[] = [
  ["true", "error"],
  ["yes", "error"], // YAML 1.1
  ["4096", "error"],
  ["0x10", "error"],
  ["null", "error"],
  ["{ a: b }", "error"],
  ["[1, 2]", "error"],
  ['"true"', undefined],
  ["'4096'", undefined],
  ["text", undefined],
  ["1.2.3", undefined],
];

suite("values that are no strings", () => {
  for (const [written, severity] of values) {
    test(`${written} ${severity === undefined ? "is a string" : "is refused"}`, () => {
      const expected = severity === undefined ? [] : [`${severity} ${bool}`];
      assert.deepEqual(raisedBy("annotation-not-string", asPod(`${bool}: ${written}`)), expected);
    });
  }

  test("another tool's value costs the map too", () => {
    const found = raisedBy("annotation-not-string", asPod(`${bool}: "true"\nprometheus.io/scrape: true`));
    assert.deepEqual(found, ["error prometheus.io/scrape"]);
  });

  test("a map without a key of ours is not ours to judge", () => {
    assert.deepEqual(findingsIn(asPod("prometheus.io/scrape: true")), []);
  });

  test("JSON: numbers and booleans are refused, null is the empty string", () => {
    const json = asSandbox({ [bool]: "true" }).replace('"true"', "null");
    assert.deepEqual(raisedBy("annotation-not-string", json), [`warning ${bool}`]);
    assert.deepEqual(raisedBy("annotation-not-string", asOci({ [bool]: "x" }).replace('"x"', "1")), [`error ${bool}`]);
  });

  test("the fix quotes the text as it is written", () => {
    const text = asPod(`${bool}: true`);
    const [finding] = findingsIn(text).filter(({ code }) => code === "annotation-not-string");
    const [fix] = finding?.fixes() ?? [];
    assert.equal(fix?.preferred, true);
    assert.match(fix.edits[0]?.newText ?? "", /^(["'])true\1$/);
  });
});

suite("keys that Kubernetes refuses", () => {
  const long = `${vm}.computetopology.memory.allowovercommit`;

  test("a name of more than 63 characters, in Kubernetes objects only", () => {
    assert.deepEqual(raisedBy("kubernetes-key-invalid", asPod(`${long}: "false"`)), [`error ${long}`]);
    assert.deepEqual(raisedBy("kubernetes-key-invalid", asSandbox({ [long]: "false" })), []);
  });

  test("a key of exactly 63 characters passes", () => {
    const key = `io.microsoft.${"x".repeat(50)}`;
    assert.deepEqual(raisedBy("kubernetes-key-invalid", asPod(`${key}: "1"`)), []);
  });

  test("a key that is still being typed is left alone", () => {
    assert.deepEqual(findingsIn(asPod(`${bool}: "true"\n${vm}.:`)), []);
  });
});

suite("the size of all annotations", () => {
  const policy = `${vm}.wcow.securitypolicy`;
  const limit = 262144;
  const pod = (bytes: number) => asPod(`${policy}: "${"A".repeat(bytes - policy.length)}"`);

  test("262,144 bytes pass with a warning, one more is refused", () => {
    const code = "kubernetes-annotations-too-large";
    assert.deepEqual(raisedBy(code, pod(limit)), ["warning null"]);
    assert.deepEqual(raisedBy(code, pod(limit + 1)), ["error null"]);
    assert.deepEqual(raisedBy(code, pod(limit / 2)), []);
  });

  test("characters beyond ASCII count as their bytes in UTF-8", () => {
    const text = asPod(`${policy}: "AAAA"\nexample.com/note: "${"é".repeat(limit / 2)}"`);
    assert.deepEqual(raisedBy("kubernetes-annotations-too-large", text), ["error null"]);
  });
});

suite("annotations of a controller", () => {
  const deployment = (lines: string) =>
    `kind: Deployment\napiVersion: apps/v1\nmetadata:\n  name: web\n  annotations:\n${lines}\nspec:\n  template:\n    metadata: { labels: { app: web } }\n`;

  test("ours do not reach the pods, others' are meant for the controller", () => {
    const text = deployment(`    ${bool}: "true"\n    deployment.kubernetes.io/revision: "1"`);
    assert.deepEqual(raisedBy("annotation-on-controller", text), [`warning ${bool}`]);
  });

  test("the first fix moves all of them", () => {
    const text = deployment(`    ${bool}: "true"\n    ${vm}.storageqos.iopsmaximum: "10"`);
    const [finding] = findingsIn(text);
    assert.deepEqual(
      finding?.fixes().map(({ title, preferred }) => [title, preferred]),
      [
        ["Move all 2 to spec.template.metadata.annotations", true],
        ["Move to spec.template.metadata.annotations", false],
      ],
    );
  });
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { allFacts } from "../../../../server/src/pods/annotations/registry.ts";
import type { Finding, Fix } from "../../../../server/src/pods/finding.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";
import { allRules } from "../../../../server/src/pods/rules/all-rules.ts";
import { checkDocument } from "../../../../server/src/pods/rules/check.ts";
import { defaultTarget, type Target } from "../../../../server/src/pods/target.ts";
import { asContainer, asDocument, asOci, asPod, asSandbox } from "./sample.ts";

type Found = readonly Finding[];

/** A finding without its place, which a fix may move. */
const identity = ({ code, key }: Finding): string => `${code} ${key}`;

/** The first document's findings, and that it could be read. */
function check(text: string, target: Target): readonly Finding[] {
  const [first] = PodFile.open("sample", text, text.startsWith("{") ? "json" : "yaml").documents;
  assert.ok(first?.document.tree, text);
  return checkDocument(first.document, target);
}

function apply(text: string, fix: Fix): string {
  const edits = [...fix.edits].sort((a, b) => b.span.start - a.span.start);
  return edits.reduce(
    (mended, { span, newText }) => mended.slice(0, span.start) + newText + mended.slice(span.end),
    text,
  );
}

/** Every preferred fix, made by itself, removes its finding; `then` sees what it leaves. */
function removesItsFinding(
  text: string,
  target: Target,
  then?: (before: Found, after: Found, what: string) => void,
): void {
  const before = check(text, target);
  for (const finding of before) {
    for (const fix of finding.fixes().filter(({ preferred }) => preferred)) {
      const after = check(apply(text, fix), target);
      const what = `${finding.code}: ${fix.title}\n${text}\n${apply(text, fix)}`;
      const left = after.filter((one) => identity(one) === identity(finding)).length;
      assert.ok(left < before.filter((one) => identity(one) === identity(finding)).length, what);
      then?.(before, after, what);
    }
  }
}

function addsNoError(before: Found, after: Found, what: string): void {
  const known = new Set(before.map(identity));
  const added = after.filter((one) => one.severity === "error" && !known.has(identity(one)));
  assert.deepEqual(added.map(identity), [], what);
}

const values = fc.constantFrom(
  ...[
    "true",
    "false",
    "yes",
    "TRUE ",
    "",
    "0",
    "-1",
    "1536.0",
    "2Gi",
    "0, 1",
    "64;64",
    "sandbox",
    "SNP",
    "rego",
    "{}",
    "[{}]",
  ],
  ...["cGFja2FnZSBwb2xpY3kK", "C:\\boot\\new", "\u0001", "C:\tools", "\\\\.\\pipe\\uvm", "\ud800", "a".repeat(300)],
);
const keys = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...allFacts.map(({ key }) => key)) },
  { weight: 1, arbitrary: fc.constantFrom(...allFacts.map(({ key }) => key.toUpperCase())) },
  { weight: 1, arbitrary: fc.constantFrom(...allFacts.map(({ key }) => key.slice(0, -1))) },
);
const annotations = fc.dictionary(keys, values, { minKeys: 1, maxKeys: 8 });
const quoted = (written: Readonly<Record<string, string>>): string =>
  Object.entries(written)
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join("\n");
const documents = annotations.chain((written) =>
  fc.constantFrom(
    asSandbox(written),
    asSandbox(written, "linux"),
    asContainer(written),
    asContainer(written, "linux"),
    asOci(written, { hyperv: {} }),
    asPod(quoted(written)),
    asPod(quoted(written), "runhcs-wcow-process"),
    asDocument(quoted(written)),
  ),
);

suite("preferred fixes", () => {
  for (const { code, examples } of allRules) {
    test(`of ${code} mend its bad example`, () => {
      removesItsFinding(asDocument(examples.bad), { ...defaultTarget, ...examples.target }, addsNoError);
    });
  }

  // A value or key that becomes readable can bring an error of its own to light, so nothing is said of new errors here.
  test("mend any document", () => {
    const targets = fc.constantFrom(defaultTarget, { ...defaultTarget, hcsshim: "0.14" as const });
    fc.assert(
      fc.property(documents, targets, (text, target) => removesItsFinding(text, target)),
      { numRuns: 400, seed: 20260820 },
    );
  });
});

suite("any fix", () => {
  test("leaves a document that can be read", () => {
    const everyFix = (text: string): void => {
      for (const finding of check(text, defaultTarget)) {
        for (const fix of finding.fixes()) check(apply(text, fix), defaultTarget);
      }
    };
    fc.assert(fc.property(documents, everyFix), { numRuns: 100, seed: 20260821 });
  });
});

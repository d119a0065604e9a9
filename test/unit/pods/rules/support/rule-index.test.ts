import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { allFacts, lookup, removedKeys } from "../../../../../server/src/pods/annotations/registry.ts";
import { assumeTarget } from "../../../../../server/src/pods/handlers/assume.ts";
import type { AnnotationSet } from "../../../../../server/src/pods/manifest/annotation-set.ts";
import { PodFile } from "../../../../../server/src/pods/pod-file.ts";
import { allRules } from "../../../../../server/src/pods/rules/all-rules.ts";
import { createContext } from "../../../../../server/src/pods/rules/support/context.ts";
import { RuleIndex } from "../../../../../server/src/pods/rules/support/rule-index.ts";
import { defaultTarget, type Target } from "../../../../../server/src/pods/target.ts";
import { asContainer, asDocument, asOci, asPod, asSandbox } from "../sample.ts";

const index = new RuleIndex(allRules);

function setsOf(text: string): readonly AnnotationSet[] {
  const file = PodFile.open("sample", text, text.startsWith("{") ? "json" : "yaml");
  return file.documents.flatMap(({ document }) => document.sets);
}

/** What the rules that the index leaves out say of a text's maps. */
function missed(text: string, target: Target): readonly string[] {
  return setsOf(text).flatMap((set) => {
    const context = createContext(assumeTarget(set, target), target, text);
    const asked = new Set(index.rulesFor(set));
    const told: string[] = [];
    for (const rule of allRules) if (!asked.has(rule)) rule.check(context, () => told.push(rule.code));
    return told;
  });
}

const codes = (lines: string): readonly string[] =>
  setsOf(asDocument(lines)).flatMap((set) => index.rulesFor(set).map(({ code }) => code));

suite("the index of rules by the keys that they are about", () => {
  test("a rule is asked where one of its keys is written, a general rule everywhere", () => {
    const asked = codes('io.microsoft.wcow.debug: "true"');
    assert.ok(asked.includes("debug-needs-policy"));
    assert.ok(asked.includes("duplicate-key"));
    assert.ok(!asked.includes("memory-odd"));
  });

  test("a rule that tells its keys by a test is asked where a key passes it", () => {
    assert.ok(codes('io.microsoft.wcow.debugg: "true"').includes("unknown-key"));
    assert.ok(!codes('io.microsoft.wcow.debug: "true"').includes("unknown-key"));
  });

  test("a key of a family is found by the family's prefix", () => {
    assert.ok(
      codes("io.microsoft.virtualmachine.hv-socket.service-table.any: '{}'").includes("hv-socket-guid-invalid"),
    );
  });

  test("every rule that names its keys names keys that hcsshim declares, or that containerd writes", () => {
    const named = allRules.flatMap(({ about = [] }) => (typeof about === "function" ? [] : about));
    assert.deepEqual(
      named.filter((key) => lookup(key) === undefined),
      [],
    );
  });

  for (const { code, examples } of allRules) {
    test(`nothing is missed in the examples of ${code}`, () => {
      const target = { ...defaultTarget, ...examples.target };
      assert.deepEqual(missed(asDocument(examples.bad), target), []);
      assert.deepEqual(missed(asDocument(examples.good), target), []);
    });
  }

  test("nothing is missed in any pod, container or task of any keys and values", () => {
    const declared = allFacts.map((fact) => (fact.isPrefix ? `${fact.key}x` : fact.key));
    const others = [
      ...removedKeys.keys(),
      ...declared.flatMap((name) => [name.toUpperCase(), `${name}x`]),
      "example.com/team",
    ];
    const key = fc.oneof(fc.constantFrom(...declared), fc.constantFrom(...others));
    const value = fc.constantFrom(
      "true",
      "false",
      "",
      "1",
      "0",
      "-1",
      "4096",
      "0,1",
      "x",
      "C:\\x",
      "[]",
      "cGFja2FnZQ==",
    );
    const annotations = fc.dictionary(key, value, { minKeys: 1, maxKeys: 8, noNullPrototype: true });
    const target = fc.record({
      platform: fc.constantFrom<Target["platform"]>("wcow", "lcow"),
      isolation: fc.constantFrom<Target["isolation"]>("hypervisor", "process"),
      hcsshim: fc.constantFrom<Target["hcsshim"]>("0.14", "0.15"),
      windowsBuild: fc.constantFrom(17763, 18000, 26100),
    });
    const shapes: readonly ((annotations: Readonly<Record<string, string>>) => string)[] = [
      (record) => asSandbox(record),
      (record) => asSandbox(record, "linux"),
      (record) => asContainer(record),
      (record) => asContainer(record, "linux"),
      (record) => asOci(record, { resources: { memory: { limit: 4096 }, cpu: { count: 2, maximum: 3 } } }),
      (record) =>
        asPod(
          Object.entries(record)
            .map(([name, text]) => `${name}: ${JSON.stringify(text)}`)
            .join("\n"),
        ),
      (record) => asDocument(["<<: *unknown", ...Object.keys(record).map((name) => `${name}: "true"`)].join("\n")),
    ];
    fc.assert(
      fc.property(annotations, target, fc.constantFrom(...shapes), (record, partial, shape) => {
        assert.deepEqual(missed(shape(record), { ...defaultTarget, ...partial }), []);
      }),
      { numRuns: 600, seed: 20 },
    );
  });
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { KnownClasses } from "../../../../server/src/pods/handlers/known-classes.ts";

/** Classes named `x`, by the place of their file. */
function knownWith(handlers: Readonly<Record<string, string>>): KnownClasses {
  const known = new KnownClasses();
  for (const [place, handler] of Object.entries(handlers)) known.set(place, [{ name: "x", handler }]);
  return known;
}

suite("the RuntimeClass that holds for a file", () => {
  for (const [what, handlers, place, expected] of [
    ["is the only one, wherever it is", { "a/class.yaml": "h" }, "b/pod.yaml", "h"],
    ["is the file's own before any other", { "pod.yaml": "own", "class.yaml": "other" }, "pod.yaml", "own"],
    ["is in the nearest folder above", { "class.yaml": "far", "a/class.yaml": "near" }, "a/b/pod.yaml", "near"],
    ["is above rather than beside", { "class.yaml": "above", "b/class.yaml": "beside" }, "a/pod.yaml", "above"],
    ["is none of two that contradict each other", { "a/1.yaml": "h", "a/2.yaml": "i" }, "a/pod.yaml", undefined],
    ["is that of two that agree", { "a/1.yaml": "h", "a/2.yaml": "h" }, "b/pod.yaml", "h"],
    ["does not come from a folder whose name only begins alike", { "a/1.yaml": "h", "1.yaml": "i" }, "ab/p.yaml", "i"],
  ] as const) {
    test(what, () => assert.equal(knownWith(handlers).for(place).get("x"), expected));
  }

  test("equal answers are one object", () => {
    const known = knownWith({ "class.yaml": "h" });
    const before = known.for("a.yaml");
    assert.equal(known.for("b/c.yaml"), before);
    assert.equal(known.set("class.yaml", [{ name: "x", handler: "h" }]), false);
    assert.equal(known.set("class.yaml", []), true);
    assert.notEqual(known.for("a.yaml"), before);
    assert.equal(known.has("class.yaml"), false);
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isBootRequest, isHostRequest } from "../../../../../client/src/host/channel/guards.ts";
import { sampleRequest } from "../sample-request.ts";

test("a whole request is taken", () => {
  assert.ok(isBootRequest(sampleRequest));
  for (const type of ["boot", "rehearse", "preflight"])
    assert.ok(isHostRequest({ request: 1, type, boot: sampleRequest }));
});

/** Every place of a value, as a list of member names. */
function places(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, member]) => places(member, [...at, name]))];
}

/** A copy in which that place has another value. */
function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    key === name ? replaced(member, rest, by) : member,
  ]);
  return Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members);
}

/** The context is written down only, whatever it holds. */
const checked = places(sampleRequest).filter(([first]) => first !== "context");

for (const place of checked) {
  test(`a value of another kind at ${place.join(".") || "the top"} is refused`, () => {
    assert.ok(!isBootRequest(replaced(sampleRequest, place, () => undefined)));
  });
}

const refused: readonly [string, readonly string[], unknown][] = [
  ["a relative path", ["runFolder"], "run"],
  ["a relative path to write to", ["plan", "preserve", "0", "to"], "../x"],
  ["a huge scratch", ["newScratch", "sizeInBytes"], 2 ** 50],
  ["a scratch of no size", ["newScratch", "sizeInBytes"], 0],
  ["a time beyond a day", ["timeouts", "create"], 1e9],
  ["a service that is no GUID", ["plan", "gcs", "services", "gcs"], "x"],
  ["too many grants", ["plan", "grants"], Array.from({ length: 1025 }, () => ({ path: "/x", access: "vm" }))],
  ["a document of 5 MiB", ["plan", "document"], "x".repeat(5 * 2 ** 20)],
];

for (const [name, place, value] of refused) {
  test(`${name} is refused`, () => assert.ok(!isBootRequest(replaced(sampleRequest, place, value))));
}

test("whatever is sent, the guard answers", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, type) => {
      const request = { request: 1, type, process: value, data: value, terminal: value, arguments: value };
      assert.equal(typeof isHostRequest(request), "boolean");
      assert.ok(!isHostRequest(value));
    }),
    { seed: 7, numRuns: 300 },
  );
});

const small: readonly [object, boolean][] = [
  [{ type: "list" }, true],
  [{ type: "resize", process: 1, terminal: { rows: 25, columns: 80 } }, true],
  [{ type: "resize", process: 1, terminal: { rows: 0, columns: 80 } }, false],
  [{ type: "resize", process: -1, terminal: { rows: 1, columns: 1 } }, false],
  [{ type: "execute", process: 1, arguments: ["cmd.exe"], terminal: null }, true],
  [{ type: "execute", process: 1, arguments: "cmd.exe", terminal: null }, false],
  // Names that every object has are no requests.
  [{ type: "toString" }, false],
];

for (const [request, taken] of small) {
  test(`${JSON.stringify(request)} is ${taken ? "taken" : "refused"}`, () => {
    assert.equal(isHostRequest({ request: 1, ...request }), taken);
  });
}

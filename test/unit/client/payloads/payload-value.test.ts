import assert from "node:assert/strict";
import { test } from "node:test";
import { type PayloadAccess, PayloadError, PayloadValue } from "../../../../client/src/payloads/payload-value.ts";
import type { PayloadPlace, PayloadProblem } from "../../../../server/src/protocol.ts";

const key = "policy";
const first: PayloadPlace = { key, occurrence: 0 };
const problem = (problem: PayloadProblem["problem"]): PayloadProblem => ({
  kind: "problem",
  problem,
  message: problem,
});

/** A spec that is nothing but the values of one key; a value is its own stamp. Keeps what the server promises. */
class Spec {
  values: string[];
  refusesEdits = false;

  constructor(...values: string[]) {
    this.values = values;
  }

  readonly access: PayloadAccess = {
    read: async (place) => {
      const text = this.values[place.occurrence];
      return text === undefined
        ? problem("no-annotation")
        : { kind: "policy", languageId: "rego", text, place, stamp: text };
    },
    write: async (place, stamp, text) => {
      const occurrence = this.values[place.occurrence] === stamp ? place.occurrence : this.values.indexOf(stamp);
      if (occurrence < 0) return problem("conflict");
      const here = { key, occurrence };
      if (text === stamp) return { kind: "edit", place: here, stamp };
      return { kind: "edit", place: here, stamp: text, edit: { changes: { [`${occurrence}`]: [edit(text)] } } };
    },
    apply: async ({ changes }) => {
      if (this.refusesEdits) throw new Error("read-only");
      for (const [occurrence, edits] of Object.entries(changes ?? {})) {
        this.values[Number(occurrence)] = edits[0]?.newText ?? "";
      }
    },
  };
}

const start = { line: 0, character: 0 };
const edit = (newText: string) => ({ range: { start, end: start }, newText });

/** A clock that stands still. */
const still = (): number => 1000;

test("a value is written back in place of what was seen", async () => {
  const spec = new Spec("a", "b");
  const value = new PayloadValue({ key, occurrence: 1 }, spec.access, still);
  assert.equal((await value.look()).text, "b");
  await value.replace("c");
  assert.deepEqual(spec.values, ["a", "c"]);
  assert.equal((await value.look()).text, "c");
});

test("the time of a value changes with the value only, and always grows", async () => {
  const spec = new Spec("a");
  const value = new PayloadValue(first, spec.access, still);
  const times = [(await value.look()).since, (await value.look()).since];
  spec.values = ["b"];
  times.push((await value.look()).since);
  await value.replace("c");
  times.push((await value.look()).since);
  assert.deepEqual(times, [1000, 1000, 1001, 1002]);
});

test("a value that moved is followed, not taken for the one that stands in its place", async () => {
  const spec = new Spec("a");
  const value = new PayloadValue(first, spec.access, still);
  await value.look();
  spec.values = ["new", "a"];
  assert.deepEqual(await value.look(), { place: { key, occurrence: 1 }, stamp: "a", text: "a", since: 1000 });
  await value.replace("b");
  assert.deepEqual(spec.values, ["new", "b"]);
});

test("a value that changed underneath is not overwritten by who has not looked", async () => {
  const spec = new Spec("a");
  const value = new PayloadValue(first, spec.access, still);
  await value.look();
  spec.values = ["theirs"];
  await assert.rejects(value.replace("ours"), (error) => error instanceof PayloadError && error.problem === "conflict");
  assert.deepEqual(spec.values, ["theirs"]);
  await value.look();
  await value.replace("ours");
  assert.deepEqual(spec.values, ["ours"]);
});

test("a value that is gone says so", async () => {
  const spec = new Spec("a");
  const value = new PayloadValue(first, spec.access, still);
  await value.look();
  spec.values = [];
  await assert.rejects(value.look(), PayloadError);
  await assert.rejects(value.replace("b"), PayloadError);
});

test("an edit that is refused leaves what was seen, and can be tried again", async () => {
  const spec = new Spec("a");
  const value = new PayloadValue(first, spec.access, still);
  spec.refusesEdits = true;
  await assert.rejects(value.replace("b"), /read-only/);
  spec.refusesEdits = false;
  await value.replace("b");
  assert.deepEqual(spec.values, ["b"]);
});

test("operations run one after the other", async () => {
  const spec = new Spec("a");
  const value = new PayloadValue(first, spec.access, still);
  await Promise.all([value.replace("b"), value.replace("c"), value.replace("d")]);
  assert.deepEqual(spec.values, ["d"]);
});

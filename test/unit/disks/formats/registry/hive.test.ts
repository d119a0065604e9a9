import assert from "node:assert/strict";
import { test } from "node:test";
import { type Hive, openHive } from "../../../../../server/src/disks/formats/registry/hive.ts";
import type { HiveKey } from "../../../../../server/src/disks/formats/registry/key.ts";
import { ProblemLog } from "../../../../../server/src/disks/problem.ts";
import { buildHive, type KeySpec } from "../support/hive-builder.ts";
import { assertSurvivesDamage } from "../support/mutations.ts";

interface ReadTree {
  readonly values: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<string, ReadTree>>;
}

function readTree(hive: Hive, key: HiveKey, depth = 0): ReadTree {
  const values = hive.values(key).map(({ name, data }) => [name, data.toString("hex")] as const);
  // A damaged hive may well list a key below itself; whoever walks one bounds the depth.
  const subkeys = depth < 4 ? hive.subkeys(key).map((sub) => [sub.name, readTree(hive, sub, depth + 1)] as const) : [];
  return { values: Object.fromEntries(values), keys: Object.fromEntries(subkeys) };
}

function written({ values = {}, keys = {} }: KeySpec): ReadTree {
  return {
    values: Object.fromEntries(Object.entries(values).map(([name, { data }]) => [name, data.toString("hex")])),
    keys: Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, written(key)])),
  };
}

const leaf: KeySpec = {
  values: { inline: { type: 4, data: Buffer.of(1, 2, 3, 4) }, empty: { type: 3, data: Buffer.alloc(0) } },
};
const children = { a: leaf, b: {}, c: {}, d: {}, e: leaf };

test("keys and values come back from every kind of list and of data", () => {
  const big = Buffer.from(Array.from({ length: 40_000 }, (_, index) => index % 251));
  const specs: readonly KeySpec[] = [
    {},
    ...(["lf", "lh", "li", "ri"] as const).map((list): KeySpec => ({ list, keys: children })),
    { keys: { Grüße: { wide: true, ...leaf } } },
    { values: { big: { type: 3, data: big }, text: { type: 1, data: Buffer.from("five!") } } },
  ];
  for (const spec of specs) {
    const log = new ProblemLog();
    const hive = openHive(buildHive(spec), log);
    assert.deepEqual([readTree(hive, hive.root), log.problems], [written(spec), []]);
  }
});

test("names are found without regard to case", () => {
  const hive = openHive(buildHive({ keys: { Objects: leaf } }), new ProblemLog());
  const key = hive.subkey(hive.root, "oBJECTS");
  assert.equal(key && hive.value(key, "INLINE")?.type, 4);
});

test("what is damaged is named, and the rest is read", () => {
  const good = buildHive({ keys: children });
  const rootAt = 4096 + good.readUInt32LE(36) + 4;
  for (const [code, at, value] of [
    ["hive-dirty", 4, 99],
    ["hive-checksum", 508, 0],
    ["hive-bin", 4096, 0],
    // The root key says of itself that it is one: it is found without the header.
    ["hive-cell", 36, 0x7ffffff8],
    ["hive-subkeys", rootAt + 20, 50],
  ] as const) {
    const bytes = Buffer.from(good);
    bytes.writeUInt32LE(value, at);
    const log = new ProblemLog();
    const hive = openHive(bytes, log);
    assert.deepEqual(Object.keys(readTree(hive, hive.root).keys), Object.keys(children), code);
    assert.ok(
      log.problems.some((problem) => problem.code === code),
      code,
    );
  }
});

test("a list that leads back to itself ends", () => {
  const bytes = buildHive({ list: "ri", keys: children });
  const rootAt = 4096 + bytes.readUInt32LE(36) + 4;
  const list = bytes.readUInt32LE(rootAt + 28);
  bytes.writeUInt32LE(list, 4096 + list + 8);
  const log = new ProblemLog();
  const hive = openHive(bytes, log);
  assert.deepEqual(
    hive.subkeys(hive.root).map(({ name }) => name),
    ["c", "d", "e"],
  );
  assert.ok(log.problems.some(({ code }) => code === "hive-loop"));
});

test("lists that name more than a file can hold are not followed for ever", () => {
  const log = new ProblemLog();
  const hive = openHive(buildHive({ keys: children }), log);
  const budget = 300_000;
  for (let read = 0; read <= budget; read += 5) hive.subkeys(hive.root);
  assert.ok(log.problems.some(({ code }) => code === "hive-too-large"));
});

test("damage is survived", () => {
  const good = buildHive({ list: "ri", keys: children, values: { big: { type: 3, data: Buffer.alloc(20_000, 7) } } });
  assertSurvivesDamage(good, (bytes) => {
    const hive = openHive(bytes, new ProblemLog());
    return readTree(hive, hive.root);
  });
});

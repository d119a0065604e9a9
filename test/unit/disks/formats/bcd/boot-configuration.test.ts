import assert from "node:assert/strict";
import { test } from "node:test";
import { readBootConfiguration } from "../../../../../server/src/disks/formats/bcd/boot-configuration.ts";
import { renderBootConfiguration } from "../../../../../server/src/disks/formats/bcd/render-boot-configuration.ts";
import { u32, u64, utf16, utf16z } from "../support/bytes.ts";
import { buildHive, type KeySpec, type ValueSpec } from "../support/hive-builder.ts";
import { assertSurvivesDamage } from "../support/mutations.ts";

const bootManager = "{9dea862c-5cdd-4e70-acc1-f32b344d4795}";
const loader = "{1b0c9e4a-7d5e-4f3b-9a51-0c0dcf00aa01}";
const globalSettings = "{7ea2e1ac-2e61-4728-aaa3-896d9d0a9f0e}";

const text = (value: string): ValueSpec => ({ type: 1, data: utf16z(value) });
const list = (...values: readonly string[]): ValueSpec => ({ type: 7, data: utf16(`${values.join("\0")}\0\0`) });
const binary = (data: Buffer): ValueSpec => ({ type: 3, data });

function object(type: number, elements: Readonly<Record<string, ValueSpec>>): KeySpec {
  const keys = Object.entries(elements).map(([code, element]) => [code, { values: { Element: element } }] as const);
  return {
    keys: {
      Description: { values: { Type: { type: 4, data: u32(type) } } },
      Elements: { keys: Object.fromEntries(keys) },
    },
  };
}

function store(objects: Readonly<Record<string, KeySpec>>): Buffer {
  return buildHive({ keys: { Description: {}, Objects: { keys: objects } } });
}

const example = store({
  [loader]: object(0x10200003, {
    "260000a0": binary(Buffer.of(1)),
    "16000049": binary(Buffer.of(0)),
    "12000002": text("\\Windows\\system32\\winload.efi"),
    "25000020": binary(u64(3)),
    "1700000a": binary(Buffer.concat([u64(0x1000), u64(2)])),
    "2500abcd": binary(u64(115_200)),
  }),
  [bootManager.toUpperCase()]: object(0x10100002, {
    "14000006": list(globalSettings, loader),
    "23000003": text(loader),
    "25000004": binary(u64(0)),
  }),
  [globalSettings]: object(0x20100000, {}),
});

test("a store reads as text: objects by type, elements by number, names where there are any", () => {
  assert.equal(
    renderBootConfiguration(readBootConfiguration(example)),
    `Boot configuration data: 3 objects

Windows boot manager  {bootmgr} ${bootManager}  0x10100002
  0x14000006  inherit                   {globalsettings} ${globalSettings}
                                        ${loader}
  0x23000003  default                   ${loader}
  0x25000004  timeout                   0

Windows boot loader  ${loader}  0x10200003
  0x12000002  path                      \\Windows\\system32\\winload.efi
  0x16000049  testsigning               No
  0x1700000A  badmemorylist             4096 (0x1000)
                                        2
  0x25000020  nx                        3 (AlwaysOn)
  0x2500ABCD                            115200 (0x1C200)
  0x260000A0  debug                     Yes

Settings for any application  {globalsettings} ${globalSettings}  0x20100000
`,
  );
});

test("an application element means what its application takes it for", () => {
  const types = [
    [0x10100002, "timeout"],
    [0x10200004, undefined],
    [0x10200003, undefined],
  ] as const;
  for (const [type, name] of types) {
    const [read] = readBootConfiguration(store({ [loader]: object(type, { "25000004": binary(u64(0)) }) })).objects;
    assert.equal(read?.elements[0]?.name, name);
  }
});

test("a value that its element's format does not allow is named, the others are read", () => {
  const { objects, problems } = readBootConfiguration(
    store({ [loader]: object(0x10200003, { "260000a0": text("yes"), "12000004": text("UVM"), nonsense: text("") }) }),
  );
  assert.deepEqual(
    objects[0]?.elements.map(({ values }) => values),
    [["UVM"], ["unreadable: 7900650073000000"]],
  );
  assert.deepEqual(
    problems.map(({ code }) => code),
    ["bcd-element", "bcd-element"],
  );
});

test("a hive without objects is no store", () => {
  assert.throws(() => readBootConfiguration(buildHive({ keys: { Software: {} } })), { code: "bcd-unknown" });
  assert.throws(() => readBootConfiguration(Buffer.alloc(8192)), { code: "hive-unknown", offset: 0 });
});

test("damage is survived", () => {
  assertSurvivesDamage(example, (bytes) => renderBootConfiguration(readBootConfiguration(bytes)));
});

test("an object with more elements than any has says how many are read", () => {
  const codes = Array.from(
    { length: 513 },
    (_, index) => [(0x25000000 + index).toString(16), binary(u64(index))] as const,
  );
  const { objects, problems } = readBootConfiguration(
    store({ [loader]: object(0x10200003, Object.fromEntries(codes)) }),
  );
  assert.equal(objects[0]?.elements.length, 512);
  assert.deepEqual(
    problems.map(({ code, message }) => [code, message]),
    [["bcd-too-many", `Of 513 elements of ${loader} 512 are read.`]],
  );
});

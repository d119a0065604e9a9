import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySource } from "../../../../../server/src/disks/byte-source.ts";
import { type GuestState, readGuestState } from "../../../../../server/src/disks/formats/vmgs/guest-state.ts";
import { renderGuestState } from "../../../../../server/src/disks/formats/vmgs/render-guest-state.ts";
import { u32 } from "../support/bytes.ts";
import { assertSurvivesDamage } from "../support/mutations.ts";
import { buildVmgs, globalVendor, nvramVariable, vmgsHeader } from "../support/vmgs-builder.ts";

function read(bytes: Buffer): GuestState {
  return readGuestState(memorySource(bytes));
}

function codes(state: GuestState): string[] {
  return state.problems.map(({ code }) => code);
}

test("the newer of two valid headers is used, also where the sequence starts again", () => {
  for (const [first, second, used, problems] of [
    [5, 6, 6, []],
    [6, 5, 6, []],
    [0, 0xffffffff, 0, []],
    [0xffffffff, 0, 0, []],
    [2, 9, 9, ["vmgs-sequence"]],
    [4, 4, 4, ["vmgs-sequence"]],
  ] as const) {
    const state = read(buildVmgs({ sequences: [first, second] }));
    assert.deepEqual([state.header.sequence, codes(state)], [used, problems], `${first}, ${second}`);
  }
});

test("the second header is found a sector behind the first", () => {
  const state = read(buildVmgs({ sectorSize: 4096 }));
  assert.deepEqual([state.header.offset, state.problems], [4096, []]);
});

test("a damaged header is replaced by the other", () => {
  for (const [at, used] of [
    [20, 512],
    [512 + 20, 0],
  ] as const) {
    const bytes = buildVmgs();
    bytes.writeUInt32LE(0xbad, at);
    const state = read(bytes);
    assert.equal(state.header.offset, used);
    assert.deepEqual(codes(state), ["vmgs-header-checksum", "vmgs-header-copy"]);
  }
});

test("what is no VMGS that can be read is refused with the reason", () => {
  const version1 = Buffer.alloc(16_384);
  version1.write("EFI PART", 512);
  const bothDamaged = buildVmgs();
  for (const at of [30, 542]) bothDamaged[at] = 0xff;
  const noTable = Buffer.concat([vmgsHeader(1), Buffer.alloc(9000)]);
  for (const [code, bytes] of [
    ["vmgs-unknown", Buffer.alloc(100)],
    ["vmgs-unknown", Buffer.alloc(16_384, 1)],
    ["vmgs-empty", Buffer.alloc(4_194_304)],
    ["vmgs-version-1", version1],
    ["vmgs-header", bothDamaged],
    ["vmgs-file-table", noTable],
  ] as const) {
    assert.throws(() => read(bytes), { name: "DiskError", code }, code);
  }
});

test("files that cannot be where the table says are named, the others are read", () => {
  const files = { 4: Buffer.alloc(8), 7: Buffer.alloc(16), 8: Buffer.alloc(5000) };
  for (const [field, value, reason] of [
    [0, 1, /where the headers are/],
    [4, 0xffff, /the disk ends at/],
    [0, 5, /GUEST_FIRMWARE takes blocks that VM_UNIQUE_ID takes too/],
    [8, 90_000, /is said to hold 90000 bytes/],
  ] as const) {
    const bytes = buildVmgs({ files: { ...files, 5: Buffer.alloc(1) } });
    const target = reason.source.startsWith("GUEST") ? 8 : 5;
    bytes.writeUInt32LE(value, 8192 + target * 64 + field);
    if (target === 8) bytes.writeUInt32LE(bytes.readUInt32LE(8192 + 7 * 64), 8192 + 8 * 64);
    const state = read(bytes);
    assert.match(state.problems[0]?.message ?? "", reason);
    assert.equal(state.files.length, 3);
  }
});

test("secrets and encrypted files are named, never shown", () => {
  const secret = Buffer.from("the secret seed!");
  const plain = renderGuestState(read(buildVmgs({ files: { 13: secret, 15: secret, 3: secret, 40: secret } })));
  assert.ok(!plain.includes("secret seed") && !plain.includes(secret.toString("hex")));
  assert.equal(plain.match(/content not shown/g)?.length, 4);

  const nvram = nvramVariable("SecureBoot", globalVendor, Buffer.of(1));
  const sealed = read(buildVmgs({ files: { 1: nvram }, encryption: 1, encrypted: [1] }));
  assert.equal(sealed.variables, undefined);
  const text = renderGuestState(sealed);
  assert.match(text, /encryption +AES-256-GCM: 1 file encrypted, not readable without the key; 1 key slot in use/);
  assert.match(text, /BIOS_NVRAM.*encrypted\n/);
});

test("a guest state reads as text", () => {
  const nvram = [
    nvramVariable("SecureBoot", globalVendor, Buffer.of(1)),
    nvramVariable("BootOrder", globalVendor, Buffer.of(0, 0, 3, 0)),
    nvramVariable("Own", "00000000-0000-0000-0000-000000000001", u32(7)),
  ];
  const files = { 1: Buffer.concat(nvram), 7: Buffer.alloc(16, 0x11), 18: Buffer.from('{"reason":\n"empty"}') };
  assert.equal(
    renderGuestState(read(buildVmgs({ files }))),
    `VM guest state (VMGS)
  version       3.0
  header        at 512, sequence 6
  encryption    none
  VM unique id  11111111-1111-1111-1111-111111111111
  provisioning  {"reason":\\u000a"empty"}

Files: 3
   1  BIOS_NVRAM           203 of 4096 bytes  UEFI variables
   7  VM_UNIQUE_ID         16 of 4096 bytes   identifier of the VM
  18  PROVISIONING_MARKER  19 of 4096 bytes   who provisioned this (JSON)

Secure Boot: on; no platform key is stored (setup mode)

UEFI variables: 3
  SecureBoot  global                                  NV+BS+RT  1 byte   1
  BootOrder   global                                  NV+BS+RT  4 bytes  0000 0003
  Own         {00000000-0000-0000-0000-000000000001}  NV+BS+RT  4 bytes
`,
  );
});

test("damage is survived", () => {
  const files = { 1: nvramVariable("SecureBoot", globalVendor, Buffer.of(1)), 18: Buffer.from("{}") };
  assertSurvivesDamage(buildVmgs({ files }), (bytes) => renderGuestState(read(bytes)));
});

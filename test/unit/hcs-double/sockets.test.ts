import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { textField } from "./json-fields.ts";
import { needsDouble } from "./libraries.ts";
import { accept, Connection, hvAddress, isInvalid, listen, winsock } from "./sockets.ts";
import { Uvm } from "./uvm.ts";

const service = "0000007b-facb-11e6-bd58-64006a7986d3";
const stranger = "11111111-2222-3333-4444-555555555555";

describe("Hyper-V sockets of the double", needsDouble, () => {
  let uvm: Uvm;
  let runtimeId = "";
  before(async () => {
    if (needsDouble.skip !== false) return;
    uvm = await Uvm.create("sockets");
    runtimeId = textField(JSON.parse((await uvm.properties()).document ?? ""), "RuntimeId");
  });
  after(() => uvm?.close());

  test("only AF_HYPERV streams with HV_PROTOCOL_RAW", () => {
    for (const [family, type, protocol] of [
      [2, 1, 6],
      [34, 2, 1],
      [34, 1, 0],
    ] as const) {
      assert.ok(isInvalid(winsock.socket(family, type, protocol)));
      assert.equal(winsock.lastError(), 10047);
    }
  });

  test("bind needs a living VM and a free service", () => {
    assert.throws(() => listen(stranger, service), /WSA 10049/);
    const first = listen(runtimeId, service);
    assert.throws(() => listen(runtimeId, service), /WSA 10048/);
    winsock.close(first);
    winsock.close(listen(runtimeId, service));
  });

  test("accept would block, then gives a connection that carries bytes both ways", async () => {
    const listener = listen(runtimeId, service);
    assert.ok(isInvalid(winsock.accept(listener, Buffer.alloc(36), [36])));
    assert.equal(winsock.lastError(), 10035);
    const dialled = winsock.socket(34, 1, 1);
    const address = hvAddress(runtimeId, service);
    assert.equal(winsock.connect(dialled, address, address.length), 0);
    const [here, there] = [new Connection(dialled), await accept(listener)];
    await here.write("over");
    assert.equal((await there.read())?.toString(), "over");
    here.end();
    assert.equal((await there.read())?.length, 0, "the end");
    await there.write("back");
    assert.equal((await here.read())?.toString(), "back");
    for (const connection of [here, there]) connection.close();
    winsock.close(listener);
  });

  test("nobody listens", () => {
    const socket = winsock.socket(34, 1, 1);
    assert.equal(winsock.connect(socket, hvAddress(runtimeId, service), 36), -1);
    assert.equal(winsock.lastError(), 10061);
    winsock.close(socket);
  });

  test("WSAPoll tells of a waiting connection", () => {
    const listener = listen(runtimeId, service);
    const entry = Buffer.alloc(16);
    entry.writeBigUInt64LE(BigInt(listener), 0);
    entry.writeInt16LE(0x0100, 8);
    assert.equal(winsock.poll(entry, 1, 0), 0);
    const dialled = winsock.socket(34, 1, 1);
    winsock.connect(dialled, hvAddress(runtimeId, service), 36);
    assert.equal(winsock.poll(entry, 1, 1000), 1);
    assert.equal(entry.readInt16LE(10) & 0x0100, 0x0100);
    for (const socket of [dialled, listener]) winsock.close(socket);
  });

  test("knobs fail calls with WSA codes", () => {
    winsock.set("HCSD_FAIL", "bind=10013");
    assert.throws(() => listen(runtimeId, service), /WSA 10013/);
    winsock.set("HCSD_FAIL", null);
  });
});

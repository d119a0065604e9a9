import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { eventLayout, hcs, hex, off, onOperation, take } from "./bindings.ts";
import { textField } from "./json-fields.ts";
import { needsDouble } from "./libraries.ts";
import { operate, plainDocument, Uvm, until, withKnobs } from "./uvm.ts";

const none: [bigint | null] = [null];

describe("computecore double", needsDouble, () => {
  test("events have the layout of HCS_EVENT", () => {
    assert.deepEqual(eventLayout, { size: 24, data: 8, operation: 16 });
  });

  test("the service tells its schema versions", () => {
    const box: [bigint | null] = [null];
    assert.equal(hcs.serviceProperties('{"PropertyTypes":["Basic"]}', box), 0);
    assert.match(take(box) ?? "", /"SupportedSchemaVersions"/);
  });

  test("a system is created, started, terminated and closed", async () => {
    const uvm = await Uvm.create("cycle");
    assert.equal((await uvm.start()).result, "0x00000000");
    const properties: unknown = JSON.parse((await uvm.properties()).document ?? "");
    assert.equal(textField(properties, "State"), "Running");
    assert.equal(textField(properties, "Owner"), "test äß漢😀");
    assert.match(
      textField(properties, "RuntimeId"),
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    const { document } = await operate((operation) => hcs.enumerate(null, operation));
    assert.match(document ?? "", /"Id":"cycle"/);
    assert.equal((await uvm.terminate()).result, "0x00000000");
    const exit = await uvm.event(1);
    assert.equal(exit.data, '{"Status":-2143878905,"ExitType":"ForcedExit"}');
    assert.equal(exit.context, 7n);
    const box: [bigint | null] = [null];
    assert.equal(await off(hcs.waitForExit, uvm.handle, 0, box), 0);
    assert.equal(take(box), exit.data);
    assert.equal((await uvm.terminate()).result, "0x80370110");
    assert.equal((await uvm.properties()).result, "0x8037010E");
    await uvm.close();
  });

  test("shutdown ends it gracefully", async () => {
    const uvm = await Uvm.create("shutdown");
    await uvm.start();
    assert.equal((await operate((operation) => hcs.shutDown(uvm.handle, operation, ""))).result, "0x00000000");
    assert.equal((await uvm.event(1)).data, '{"Status":0,"ExitType":"GracefulExit"}');
    await uvm.close();
  });

  test("a crash is told before the exit", async () => {
    const uvm = await Uvm.create("crash");
    await uvm.start();
    await off(hcs.crash, uvm.handle);
    await uvm.event(1);
    assert.deepEqual(
      uvm.events.map(({ type }) => type),
      [2, 3, 1],
    );
    assert.match(uvm.events.at(-1)?.data ?? "", /"UnexpectedExit"/);
    await uvm.close();
  });

  test("an operation knows where it stands", async () => {
    const uvm = await Uvm.create("pending");
    const operation = hcs.createOperation(null, null);
    assert.equal(hex(hcs.wait(operation, 0, none)), "0x80370115", "not started");
    await withKnobs({ HCSD_DELAY_MS: "150" }, async () => {
      assert.equal(hcs.properties(uvm.handle, operation, null), 0);
      assert.equal(hcs.operationType(operation), 9);
      assert.equal(hex(hcs.operationResult(operation, none)), "0x80370117", "pending");
      assert.equal(hex(await off(hcs.wait, operation, 10, none)), "0x80370118", "timeout");
      assert.equal(hex(hcs.properties(uvm.handle, operation, null)), "0x80370116", "already started");
      assert.equal(hex(hcs.cancelOperation(operation)), "0x80004001");
      const box: [bigint | null] = [null];
      assert.equal(await off(hcs.wait, operation, 5000, box), 0);
      assert.ok(take(box));
    });
    hcs.closeOperation(operation);
    await uvm.close();
  });

  test("an operation calls back with its context", async () => {
    const uvm = await Uvm.create("completion");
    let context: bigint | null | undefined;
    const callback = onOperation((_, given) => {
      context = given;
    });
    const operation = hcs.createOperation(42n, callback.pointer);
    assert.equal(hcs.modify(uvm.handle, operation, "{}", null), 0);
    assert.equal(await until(() => context, "the callback"), 42n);
    hcs.closeOperation(operation);
    callback.dispose();
    await uvm.close();
  });

  const refused: readonly (readonly [string, string, string, string])[] = [
    ["no JSON", "a", '{"a":', "0x8037010D"],
    ["a trailing comma", "a", '{"SchemaVersion":{},"VirtualMachine":{},}', "0x8037010D"],
    ["no virtual machine", "a", '{"SchemaVersion":{"Major":2,"Minor":5}}', "0x8037010D"],
    ["an id in use", "taken", JSON.stringify(plainDocument), "0x8037010F"],
  ];
  for (const [what, id, document, expected] of refused) {
    test(`create refuses ${what}`, async () => {
      const uvm = await Uvm.create("taken");
      const box: [bigint | null] = [null];
      const { result } = await operate((operation) => hcs.create(id, document, operation, null, box));
      assert.deepEqual([result, box[0]], [expected, null]);
      await uvm.close();
    });
  }

  test("a second handle opens what lives, and only that", async () => {
    const uvm = await Uvm.create("shared");
    const box: [bigint | null] = [null];
    assert.equal(hcs.open("shared", 0x10000000, box), 0);
    await off(hcs.close, box[0]);
    assert.equal((await uvm.properties()).result, "0x00000000", "one handle is left, so it lives");
    await uvm.close();
    assert.equal(hex(hcs.open("shared", 0x10000000, box)), "0x8037010E");
  });

  test("nothing is left", async () => {
    await until(() => (hcs.live(0) === 0 ? true : undefined), "operations to end");
    assert.deepEqual([hcs.live(1), hcs.live(2), hcs.live(3), hcs.live(4)], [0, 0, 0, 0]);
  });
});

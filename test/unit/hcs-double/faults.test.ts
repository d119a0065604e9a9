import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, test } from "node:test";
import { hcs, hex, off, take } from "./bindings.ts";
import { field, textField } from "./json-fields.ts";
import { found, needsDouble } from "./libraries.ts";
import { operate, plainDocument, Uvm, until, withKnobs } from "./uvm.ts";

const none: [bigint | null] = [null];

/** Lines that a process of its own leaves in the log when it calls one function; it fails where it should die. */
function logOf(name: string, prototype: string, args: string, knobs: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "hcsd-"));
  const log = path.join(folder, "calls");
  const file = JSON.stringify(found.libraries?.computecore);
  const script = `require("koffi").load(${file}).func(${JSON.stringify(prototype)})(${args})`;
  const { status } = spawnSync(process.execPath, ["-e", script], { env: { ...process.env, ...knobs, HCSD_LOG: log } });
  assert.equal(status === 0, !("HCSD_DIE" in knobs), `${name} ended with ${status}`);
  const lines = readFileSync(log, "utf8").trimEnd().split("\n");
  rmSync(folder, { recursive: true });
  return lines;
}

describe("faults of the double", needsDouble, () => {
  test("* fails what reaches the service, and nothing else", async () => {
    await withKnobs({ HCSD_FAIL: "*=8037011B" }, async () => {
      assert.equal(hex(hcs.serviceProperties(null, none)), "0x8037011B");
      assert.equal(hex(hcs.grant("a", "/")), "0x8037011B");
      assert.equal((await operate((operation) => hcs.enumerate(null, operation))).result, "0x8037011B");
      const operation = hcs.createOperation(null, null);
      assert.equal(hex(hcs.operationResult(operation, none)), "0x80370115");
      hcs.closeOperation(operation);
    });
  });

  test("one call of many can be meant, by name and number", async () => {
    const enumerate = () => operate((operation) => hcs.enumerate("{}", operation));
    const results: string[] = [];
    const log = path.join(mkdtempSync(path.join(tmpdir(), "hcsd-")), "calls");
    await withKnobs({ HCSD_LOG: log }, async () => {
      await enumerate();
      const last: unknown = JSON.parse(
        readFileSync(log, "utf8")
          .split("\n")
          .find((line) => line.includes("Enumerate")) ?? "",
      );
      const next = Number(field(last, "nth")) + 2;
      await withKnobs(
        { HCSD_FAIL: `HcsModifyComputeSystem=1;HcsEnumerateComputeSystems#${next}=80070005` },
        async () => {
          for (let call = 0; call < 3; call++) results.push((await enumerate()).result);
        },
      );
    });
    rmSync(path.dirname(log), { recursive: true });
    assert.deepEqual(results, ["0x00000000", "0x80070005", "0x00000000"]);
  });

  test("a failed operation has a document", async () => {
    const uvm = await Uvm.create("result");
    await withKnobs({ HCSD_FAIL_RESULT: "HcsStartComputeSystem=80370102" }, async () => {
      const { result, document } = await uvm.start();
      assert.equal(result, "0x80370102");
      assert.equal(Number(field(JSON.parse(document ?? ""), "Error")) >>> 0, 0x80370102);
    });
    await uvm.close();
  });

  test("a creation that fails leaves nothing to close but its handle", async () => {
    await withKnobs({ HCSD_FAIL_RESULT: "HcsCreateComputeSystem=80070057" }, async () => {
      const box: [bigint | null] = [null];
      const { result } = await operate((operation) =>
        hcs.create("gone", JSON.stringify(plainDocument), operation, null, box),
      );
      assert.equal(result, "0x80070057");
      await off(hcs.close, box[0]);
    });
    await (await Uvm.create("gone")).close();
  });

  test("a call hangs until the knob goes", async () => {
    hcs.set("HCSD_HANG", "HcsEnumerateComputeSystems");
    let returned = false;
    const operation = hcs.createOperation(null, null);
    const call = off(hcs.enumerate, null, operation).then((result) => {
      returned = true;
      return result;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(returned, false);
    hcs.set("HCSD_HANG", null);
    assert.equal(await call, 0);
    hcs.closeOperation(operation);
  });

  test("an operation hangs until the knob goes, and may be closed meanwhile", async () => {
    const uvm = await Uvm.create("hangs");
    await withKnobs({ HCSD_HANG_RESULT: "HcsStartComputeSystem" }, async () => {
      const { result } = await operate((operation) => hcs.start(uvm.handle, operation, ""), 30);
      assert.equal(result, "0x80370118");
    });
    await until(() => (hcs.live(0) === 0 ? true : undefined), "the operation to end");
    await uvm.close();
  });

  test("the system exits by itself, and a poll sees it where no event tells", async () => {
    await withKnobs({ HCSD_EXIT_AFTER: "5", HCSD_EXIT_TYPE: "GracefulExit", HCSD_NO_EXIT_EVENT: "1" }, async () => {
      const uvm = await Uvm.create("exits");
      await uvm.start();
      const box: [bigint | null] = [null];
      assert.equal(await off(hcs.waitForExit, uvm.handle, 5000, box), 0);
      assert.match(take(box) ?? "", /GracefulExit/);
      assert.deepEqual(uvm.events, []);
      await uvm.close();
    });
  });

  test("the service disconnects", async () => {
    await withKnobs({ HCSD_DISCONNECT_AFTER: "1" }, async () => {
      const uvm = await Uvm.create("disconnects");
      await uvm.start();
      await uvm.event(0x02000000);
      await uvm.close();
    });
  });

  test("systems of others are enumerated", async () => {
    await withKnobs({ HCSD_OTHER_SYSTEMS: '{"Id":"theirs"}' }, async () => {
      const { document } = await operate((operation) => hcs.enumerate(null, operation));
      assert.deepEqual(JSON.parse(document ?? ""), [{ Id: "theirs" }]);
    });
  });

  test("the log ends with what the process left", () => {
    const lines = logOf("HcsCreateOperation", "void *HcsCreateOperation(void *, void *)", "null, null", {});
    assert.deepEqual(field(JSON.parse(lines.at(-1) ?? ""), "exit"), {
      operations: 1,
      handles: 0,
      systems: 0,
      documents: 0,
      grants: 0,
    });
  });

  test("the process dies in a call, and the log says in which", () => {
    const knobs = { HCSD_DIE: "HcsGetServiceProperties" };
    const lines = logOf("HcsGetServiceProperties", "int32 HcsGetServiceProperties(str16, void *)", '"{}", null', knobs);
    assert.equal(lines.length, 1, "nothing follows the call");
    assert.equal(textField(JSON.parse(lines[0] ?? ""), "call"), "HcsGetServiceProperties");
  });
});

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { hex } from "./bindings.ts";
import { GuestSession, procedures } from "./bridge.ts";
import { field } from "./json-fields.ts";
import { needsDouble } from "./libraries.ts";
import { accept, listen, winsock } from "./sockets.ts";
import { confidential, documentWith, plainDocument, Uvm, withKnobs } from "./uvm.ts";

const versions = { MinimumVersion: 4, MaximumVersion: 4 };

/** Result and text of an answer. */
function outcome({ body }: { readonly body: unknown }): readonly [string, unknown] {
  return [hex(Number(field(body, "Result"))), field(body, "ErrorMessage")];
}

describe("guest of the double", needsDouble, () => {
  test("negotiates, is created and started, takes its address and policy", async () => {
    const guest = await GuestSession.begin("connect");
    const negotiated = await guest.request(procedures.negotiate, versions);
    assert.deepEqual([negotiated.type, negotiated.id, field(negotiated.body, "Version")], [0x20100b01, 0n, 4]);
    assert.equal(field(field(negotiated.body, "Capabilities"), "SendHostCreateMessage"), true);
    for (const procedure of [procedures.create, procedures.start]) {
      assert.deepEqual(outcome(await guest.request(procedure, {})), ["0x00000000", undefined]);
    }
    assert.deepEqual(outcome(await guest.modify("HvSocket")), ["0x00000000", undefined]);
    assert.deepEqual(outcome(await guest.modify("SecurityPolicy")), ["0x00000000", undefined]);
    const again = await guest.modify("SecurityPolicy");
    assert.equal(again.type, 0x20000000, "errors of the sidecar carry no procedure");
    assert.deepEqual(outcome(again), ["0x80004005", "security policy has already been set"]);
    await guest.end();
  });

  test("runs no process before it has a policy", async () => {
    const guest = await GuestSession.begin("closed door");
    const [result, text] = outcome(await guest.request(procedures.execute, { Settings: { ProcessParameters: "{}" } }));
    assert.equal(result, "0x80004005");
    assert.match(String(text), /^exec is denied due to policy/);
    await guest.end();
  });

  test("refuses the policy where it is told to", async () => {
    await withKnobs({ HCSD_GUEST_FAIL: "SecurityPolicy=80004005:policy refused" }, async () => {
      const guest = await GuestSession.begin("refuses");
      assert.deepEqual(outcome(await guest.modify("SecurityPolicy")), ["0x80004005", "policy refused"]);
      await guest.end();
    });
  });

  test("forwards its log once it is asked to", async () => {
    const guest = await GuestSession.begin("logs");
    await guest.modify("SecurityPolicy");
    const listener = listen(guest.runtimeId, "172dad59-976d-45f2-8b6c-6d1b13f2ac4d");
    const rpc = (RPCType: string) => ({ PropertyType: "LogForwardService", Settings: { RPCType } });
    for (const type of ["ModifyServiceSettings", "StartLogForwarding"]) {
      assert.deepEqual(outcome(await guest.request(procedures.modifyService, rpc(type))), ["0x00000000", undefined]);
    }
    const log = await accept(listener);
    await guest.request(procedures.modifyService, rpc("StopLogForwarding"));
    assert.match(await log.text(), /^\{"time":".*"msg":"log forwarding started"\}\n/);
    log.close();
    winsock.close(listener);
    await guest.end();
  });

  test("hangs up when the system ends", async () => {
    const guest = await GuestSession.begin("ends");
    await guest.uvm.terminate();
    assert.equal(await guest.receive(), undefined);
    await guest.end();
  });

  test("a plain guest dials the service of the inbox GCS", async () => {
    const uvm = await Uvm.create("plain", plainDocument);
    const runtimeId = String(field(JSON.parse((await uvm.properties()).document ?? ""), "RuntimeId"));
    const listener = listen(runtimeId, "acef5661-84a1-4e44-856b-6245e69f4620");
    await uvm.start();
    (await accept(listener)).close();
    winsock.close(listener);
    await uvm.close();
  });

  for (const [behavior, exit] of [
    ["exit", "UnexpectedExit"],
    ["crash", "UnexpectedExit"],
  ] as const) {
    test(`${behavior}: the system is gone before it connects`, async () => {
      await withKnobs({ HCSD_GUEST: behavior }, async () => {
        const uvm = await Uvm.create(behavior, documentWith(confidential));
        await uvm.start();
        assert.match((await uvm.event(1)).data ?? "", new RegExp(exit));
        await uvm.close();
      });
    });
  }

  test("close: it hangs up, and the system lives on", async () => {
    await withKnobs({ HCSD_GUEST: "close" }, async () => {
      const guest = await GuestSession.begin("close");
      assert.equal(await guest.receive(), undefined);
      assert.match((await guest.uvm.properties()).document ?? "", /"State":"Running"/);
      await guest.end();
    });
  });

  test("exit-connected: the first message ends the system", async () => {
    await withKnobs({ HCSD_GUEST: "exit-connected", HCSD_EXIT_TYPE: "GracefulExit" }, async () => {
      const guest = await GuestSession.begin("exit-connected");
      await guest.send(procedures.negotiate, versions);
      assert.match((await guest.uvm.event(1)).data ?? "", /GracefulExit/);
      await guest.end();
    });
  });

  test("crash-policy: the policy kills it", async () => {
    await withKnobs({ HCSD_GUEST: "crash-policy" }, async () => {
      const guest = await GuestSession.begin("crash-policy");
      await guest.send(procedures.modify, { Request: { ResourceType: "SecurityPolicy" } });
      await guest.uvm.event(3);
      assert.equal(await guest.receive(), undefined);
      await guest.end();
    });
  });

  test("garbage and huge: bytes that break the protocol", async () => {
    const sizes: number[] = [];
    for (const behavior of ["garbage", "huge"]) {
      await withKnobs({ HCSD_GUEST: behavior }, async () => {
        const guest = await GuestSession.begin(behavior);
        await guest.send(procedures.negotiate, versions);
        sizes.push((await guest.connection.read())?.readUInt32LE(4) ?? 0);
        await guest.end();
      });
    }
    assert.deepEqual(sizes, [0xa5a5a5a5, 1 << 30]);
  });
});

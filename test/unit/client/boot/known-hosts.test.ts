import assert from "node:assert/strict";
import { test } from "node:test";
import { KnownHosts } from "../../../../client/src/boot/session/known-hosts.ts";
import { secretMemory } from "./secret-memory.ts";

const address = (pipe: string): { pipe: string; secret: string } => ({ pipe, secret: "secret" });

test("of boots at once every host is remembered, and only what is over is forgotten", async () => {
  const known = new KnownHosts(secretMemory());
  await Promise.all([known.remember(address("one")), known.remember(address("two")), known.remember(address("three"))]);
  assert.deepEqual(await known.all(), [address("one"), address("two"), address("three")]);
  await Promise.all([known.forget(address("one")), known.forget(address("three"))]);
  assert.deepEqual(await known.all(), [address("two")]);
});

test("a secret that is not ours holds no hosts, and takes new ones", async () => {
  for (const foreign of ["", "{", "{}", '[{"pipe":1}]']) {
    const memory = secretMemory();
    await memory.store(foreign);
    const known = new KnownHosts(memory);
    assert.deepEqual(await known.all(), []);
    await known.remember(address("one"));
    assert.deepEqual(await known.all(), [address("one")]);
  }
});

test("a memory that fails once does not stop the next change", async () => {
  const memory = secretMemory();
  let fails = true;
  const known = new KnownHosts({
    get: () => memory.get(),
    store: (value) => (fails ? Promise.reject(new Error("locked")) : memory.store(value)),
  });
  await assert.rejects(known.remember(address("one")), /locked/);
  fails = false;
  await known.remember(address("two"));
  assert.deepEqual(await known.all(), [address("two")]);
});

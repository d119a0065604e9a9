import assert from "node:assert/strict";
import { test } from "node:test";
import { DisposableStore } from "../../../../client/src/infrastructure/disposables.ts";

test("releases last first, once", () => {
  const released: string[] = [];
  const store = new DisposableStore();
  for (const name of ["first", "second"]) store.add({ dispose: () => released.push(name) });
  store.dispose();
  store.dispose();
  assert.deepEqual(released, ["second", "first"]);
});

test("what comes too late is released at once, and given back", () => {
  let released = 0;
  const store = new DisposableStore();
  store.dispose();
  const item = { dispose: () => released++ };
  assert.equal(store.add(item), item);
  assert.equal(released, 1);
});

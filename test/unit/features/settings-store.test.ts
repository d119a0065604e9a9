import assert from "node:assert/strict";
import { test } from "node:test";
import { SettingsStore } from "../../../server/src/features/settings/settings-store.ts";

test("the client is asked once for a resource, and again after a change", async () => {
  let asked = 0;
  const store = new SettingsStore(() => Promise.resolve({ validate: { enable: ++asked < 2 } }));
  assert.equal((await store.of("a")).validate, true);
  assert.equal((await store.of("a")).validate, true);
  assert.equal(asked, 1);
  store.push(undefined);
  assert.equal((await store.of("a")).validate, false);
});

test("equal settings of two resources are one object: what was checked for one holds for the other", async () => {
  const store = new SettingsStore(() => Promise.resolve({ target: { platform: "lcow" } }));
  assert.equal(await store.of("a"), await store.of("b"));
});

test("a client that refuses gets the defaults", async () => {
  const store = new SettingsStore(() => Promise.reject(new Error("no such section")));
  assert.equal((await store.of("a")).validate, true);
});

test("an answer from before a change is not kept", async () => {
  const answers: ((section: unknown) => void)[] = [];
  const store = new SettingsStore(() => new Promise((resolve) => answers.push(resolve)));
  const old = store.of("a");
  store.push(undefined);
  const current = store.of("a");
  answers[1]?.({ validate: { enable: false } });
  answers[0]?.({ validate: { enable: true } });
  await old;
  assert.equal((await current).validate, false);
  assert.equal((await store.of("a")).validate, false);
});

test("without questions, what the client pushes counts", () => {
  const store = new SettingsStore();
  store.push({ validate: { enable: false } });
  const settings = store.of("a");
  assert.ok(!(settings instanceof Promise) && !settings.validate);
});

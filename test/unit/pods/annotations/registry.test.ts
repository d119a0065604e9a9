import assert from "node:assert/strict";
import { test } from "node:test";
import {
  allFacts,
  expansions,
  isReadBy,
  lookup,
  removedKeys,
} from "../../../../server/src/pods/annotations/registry.ts";

const vm = "io.microsoft.virtualmachine.";

test("keys are looked up byte for byte", () => {
  assert.equal(lookup(`${vm}wcow.securitypolicy`)?.goName, "WCOWSecurityPolicy");
  assert.equal(lookup(`${vm}wcow.SecurityPolicy`), undefined);
  assert.equal(lookup(`${vm}wcow.virtualSMB.nodirectmap`)?.goName, "VSMBNoDirectMap");
});

test("a key of the socket family is found by its prefix", () => {
  const prefix = `${vm}hv-socket.service-table.`;
  for (const key of [`${prefix}172dad59-976d-45f2-8b6c-6d1b13f2ac4d`, `${prefix}bad`, prefix]) {
    assert.equal(lookup(key)?.key, prefix);
  }
});

test("releases differ in what they read", () => {
  const cases: readonly (readonly [string, boolean, boolean])[] = [
    ["io.microsoft.wcow.debug", false, true],
    [`${vm}wcow.securitypolicy`, false, true],
    [`${vm}bootfilesrootpath`, false, true],
    [`${vm}lcow.bootfilesrootpath`, true, false], // 0.14 knows no other
    [`${vm}lcow.no_security_hardware`, true, false],
    [`${vm}lcow.securitypolicy`, true, true],
    [`${vm}lcow.amd-certificate`, true, false], // declared ever since, but no longer read
    ["io.microsoft.lcow.gpuvhdpath", false, false],
    [`${vm}saveastemplate`, false, false],
    ["no.such/key", false, false],
  ];
  for (const [key, old, current] of cases) {
    assert.deepEqual([isReadBy(key, "0.14"), isReadBy(key, "0.15")], [old, current], key);
  }
});

test("a default may depend on the kind of pod", () => {
  const memory = lookup(`${vm}computetopology.memory.sizeinmb`);
  assert.ok(memory !== undefined);
  const { wcow, cwcow, process } = memory.defaults;
  assert.deepEqual([wcow, cwcow, process], ["1024", "2048", undefined]);
});

test("the facts are sorted, and no removed key is declared", () => {
  const keys = allFacts.map(({ key }) => key);
  assert.deepEqual(keys, [...new Set(keys)].sort());
  for (const key of removedKeys.keys()) assert.equal(lookup(key), undefined, key);
});

test("disable-unsafe-operations stands for four keys", () => {
  assert.deepEqual(
    expansions.map(({ key, expandsTo }) => [key, expandsTo.length]),
    [["io.microsoft.disable-unsafe-operations", 4]],
  );
});

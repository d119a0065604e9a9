import assert from "node:assert/strict";
import { test } from "node:test";
import { portableCommandIds } from "../../../client/src/infrastructure/command-map.ts";
import { webManifest } from "../../tools/web-manifest.mjs";
import { manifest } from "./manifest.ts";

const web = webManifest(manifest);
const commands = web.contributes.commands.map(({ command }) => command);
const settings = web.contributes.configuration.flatMap(({ properties }) => Object.keys(properties));

test("a browser gets its own entry, and none for Node", () => {
  assert.equal(web.browser, "./dist/client-web.js");
  assert.deepEqual(
    ["main", "bin", "dependencies", "devDependencies", "scripts"].filter((name) => name in web),
    [],
  );
});

test("it is not started for what an earlier window left running", () => {
  assert.ok(manifest.activationEvents.includes("onStartupFinished"));
  assert.ok(!web.activationEvents.includes("onStartupFinished"));
});

test("it declares what edits specs, and nothing that needs a machine", () => {
  assert.deepEqual([...commands].sort(), [...portableCommandIds].sort());
  assert.ok(!commands.some((id) => /\.(uvm|artifacts)\./.test(id)));
  assert.deepEqual(
    Object.keys(web.contributes).filter((name) => /^view|^custom/.test(name)),
    [],
  );
  assert.deepEqual(
    web.contributes.grammars.map(({ language }) => language),
    web.contributes.languages.map(({ id }) => id),
  );
  assert.doesNotMatch(JSON.stringify(web.contributes.languages), /artifact/);
  assert.ok(settings.includes("confidentialPods.rules"));
  assert.ok(!settings.some((name) => /\.(boot|artifacts)\./.test(name)), settings.join(", "));
});

test("menus and the walkthrough name its own commands only", () => {
  const inMenus = Object.values(web.contributes.menus).flatMap((entries) => entries.map(({ command }) => command));
  const steps = web.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  const inSteps = JSON.stringify(steps).match(/confidentialPods\.\w+(?:\.\w+)*/g) ?? [];
  const known = new Set([...commands, ...settings]);
  assert.deepEqual(
    [...inMenus, ...inSteps].filter((name) => !known.has(name)),
    [],
  );
  assert.ok(steps.length >= 5);
});

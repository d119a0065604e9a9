import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { annotationPageScheme } from "../../../client/src/authoring/annotation-page-uri.ts";
import { commandIds } from "../../../client/src/infrastructure/command-map.ts";
import { settingDefaults, settingSection } from "../../../client/src/infrastructure/setting-map.ts";
import { rulePageScheme } from "../../../client/src/language/rule-uri.ts";
import { readSettings } from "../../../server/src/features/settings/read-settings.ts";
import { listRules } from "../../../server/src/pods/rules/explain.ts";
import { defaultTarget } from "../../../server/src/pods/target.ts";
import { rulesSetting } from "../../tools/rules-setting.ts";
import { declaredSettings, manifest } from "./manifest.ts";

const { contributes } = manifest;
const readme = readFileSync("README.md", "utf8");

test("commands of the code are those of the manifest, each with our category", () => {
  assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), [...commandIds].sort());
  assert.deepEqual([...new Set(contributes.commands.map(({ category }) => category))], ["Confidential Pods"]);
});

test("menus name commands that exist", () => {
  const named = Object.values(contributes.menus).flatMap((entries) => entries.map(({ command }) => command));
  assert.deepEqual(
    named.filter((command) => !commandIds.includes(command)),
    [],
  );
});

test("settings of the code are those of the manifest, with the same defaults", () => {
  const inCode = Object.entries(settingDefaults).map(([name, value]) => [`${settingSection}.${name}`, value] as const);
  const declared = Object.entries(declaredSettings).map(([name, { default: value }]) => [name, value] as const);
  assert.deepEqual(Object.fromEntries(declared), Object.fromEntries(inCode));
});

test("files and folders of the machine are not taken from a workspace that nobody trusts", () => {
  const paths = Object.entries(declaredSettings).filter(
    ([name, { default: value, scope }]) =>
      /(?:folders?|file|vhd)$/i.test(name) && typeof value !== "boolean" && scope !== "machine",
  );
  assert.deepEqual(
    paths.map(([name]) => name).sort(),
    [...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].sort(),
  );
});

test("every setting says what it does", () => {
  const silent = Object.entries(declaredSettings).filter(
    ([, setting]) => !(setting.description ?? setting.markdownDescription),
  );
  assert.deepEqual(
    silent.map(([name]) => name),
    [],
  );
});

test("the defaults of the manifest are the server's defaults", () => {
  const section: Record<string, Record<string, unknown>> = {};
  for (const [name, { default: value }] of Object.entries(declaredSettings)) {
    const [group, leaf] = name.slice(settingSection.length + 1).split(".");
    if (group !== undefined && leaf !== undefined) section[group] = { ...section[group], [leaf]: value };
  }
  assert.deepEqual(readSettings(section).profile.target, defaultTarget);
  assert.deepEqual(readSettings(section), readSettings({}));
});

test("the setting of severities lists every rule (npm run generate:settings)", () => {
  assert.deepEqual(declaredSettings["confidentialPods.rules"]?.properties, rulesSetting(listRules()));
});

test("every rule has its page", () => {
  const missing = listRules().filter(({ code }) => !existsSync(`server/docs/rules/${code}.md`));
  assert.deepEqual(
    missing.map(({ code }) => code),
    [],
  );
});

test("links of diagnostics and definitions of keys open in the Markdown preview", () => {
  const associations = contributes.configurationDefaults["workbench.editorAssociations"];
  assert.deepEqual(
    Object.keys(associations),
    [rulePageScheme, annotationPageScheme].map((scheme) => `${scheme}:/**`),
  );
  assert.deepEqual([...new Set(Object.values(associations))], ["vscode.markdown.preview.editor"]);
});

test("files that the manifest and the README name exist", () => {
  const pictures = [...readme.matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g)].map(
    ([, file]) => file?.replace(/#.*$/, "") ?? "",
  );
  assert.deepEqual(
    [manifest.icon, ...pictures].filter((file) => !existsSync(file)),
    [],
  );
});

test("steps of the walkthrough have a picture that exists, and name commands that exist", () => {
  for (const { description, media } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
    assert.ok(existsSync(media.image ?? media.markdown ?? ""), description);
    assert.ok(media.image === undefined || media.altText !== undefined, description);
    const [, command = ""] = /\(command:(confidentialPods\.[\w.]+|workbench\.[\w.]+)/.exec(description) ?? [];
    assert.ok(commandIds.includes(command) || command.startsWith("workbench."), description);
  }
});

test("no schema is registered: Red Hat's YAML extension would say a part of everything a second time", () => {
  assert.deepEqual(
    Object.keys(contributes).filter((name) => /validation$/i.test(name)),
    [],
  );
});

test("bundles that the manifest names are built", () => {
  const build = readFileSync("build.mjs", "utf8");
  for (const bundle of [manifest.main, ...Object.values(manifest.bin)]) {
    const [, name] = /^(?:\.\/)?dist\/(\w+)\.js$/.exec(bundle) ?? [];
    assert.match(build, new RegExp(`\\b${name}: "`), bundle);
  }
});

test("versions are pinned, and the API is that of the oldest VS Code we support", () => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  assert.deepEqual(
    versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
    [],
  );
  assert.equal(manifest.engines.vscode, `^${manifest.devDependencies["@types/vscode"]}`);
});

test("the README has every setting and every command", () => {
  const names = [...Object.keys(declaredSettings), ...contributes.commands.map(({ title }) => title)];
  assert.deepEqual(
    names.filter((name) => !readme.includes(name)),
    [],
  );
});

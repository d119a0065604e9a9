import assert from "node:assert/strict";
import { test } from "node:test";
import { type Import, importsOf, productSources } from "./sources.ts";

const imports = productSources.flatMap(importsOf);

/** Entry points: they compose, and nobody may lean on them. */
const compositionRoots = [
  "server/src/server.ts",
  "server/src/server-web.ts",
  "server/src/cli.ts",
  "server/src/disk-server.ts",
  "client/src/extension.ts",
  "client/src/extension-web.ts",
  "client/src/host/main.ts",
];

const isProtocol = (to: string): boolean => to.startsWith("vscode-languageserver");
const featureOf = (file: string): string | undefined => /^client\/src\/(\w[\w-]*)\//.exec(file)?.[1];

/** A direction of the design: what must not be imported from where. */
const forbidden: readonly { readonly why: string; readonly breaks: (i: Import) => boolean }[] = [
  {
    why: "pods know nothing of disks",
    breaks: ({ from, to }) => from.startsWith("server/src/pods/") && to.startsWith("server/src/disks/"),
  },
  {
    why: "disks know nothing of pods",
    breaks: ({ from, to }) => from.startsWith("server/src/disks/") && to.startsWith("server/src/pods/"),
  },
  {
    why: "knowledge does not import features, processes, reports or commands of the CLI",
    breaks: ({ from, to }) =>
      /^server\/src\/(pods|disks)\//.test(from) && /^server\/src\/(features|disk-process|report|cli)\//.test(to),
  },
  {
    why: "knowledge takes nothing but types from the protocol",
    breaks: ({ from, to, typeOnly }) => /^server\/src\/(pods|disks)\//.test(from) && isProtocol(to) && !typeOnly,
  },
  {
    why: "knowledge does no input or output",
    breaks: ({ from, to, typeOnly }) =>
      /^server\/src\/(pods|disks)\//.test(from) &&
      /^(node:)?(fs|child_process|net|http|https|os)(\/|$)/.test(to) &&
      !typeOnly,
  },
  {
    why: "the CLI, its reports and the process of disks do not speak the protocol",
    breaks: ({ from, to }) => /^server\/src\/(cli|report|disk-process)\//.test(from) && isProtocol(to),
  },
  {
    why: "the HCS host runs outside VS Code",
    breaks: ({ from, to }) => from.startsWith("client/src/host/") && to === "vscode",
  },
  {
    why: "koffi lives in the HCS host and nowhere else",
    breaks: ({ from, to }) => to === "koffi" && !from.startsWith("client/src/host/"),
  },
  {
    why: "infrastructure imports no feature",
    breaks: ({ from, to }) => {
      const target = featureOf(to);
      return featureOf(from) === "infrastructure" && target !== undefined && target !== "infrastructure";
    },
  },
  {
    why: "a client feature imports no sibling",
    breaks: ({ from, to }) => {
      const [own, target] = [featureOf(from), featureOf(to)];
      return own !== undefined && target !== undefined && target !== own && target !== "infrastructure";
    },
  },
  {
    why: "of the server, the client imports the types of the protocol only",
    breaks: ({ from, to, typeOnly }) =>
      from.startsWith("client/") && to.startsWith("server/") && !(to === "server/src/protocol.ts" && typeOnly),
  },
  {
    why: "the server imports nothing of the client",
    breaks: ({ from, to }) => from.startsWith("server/") && (to.startsWith("client/") || to === "vscode"),
  },
  { why: "nobody imports a composition root", breaks: ({ to }) => compositionRoots.includes(to) },
  {
    why: "the engine is the late half of the server's entry point, and of nothing else",
    breaks: ({ from, to }) => to === "server/src/engine.ts" && from !== "server/src/server.ts",
  },
];

test("the imports were read", () => {
  assert.ok(imports.some(({ to, typeOnly }) => to === "server/src/protocol.ts" && typeOnly));
  assert.ok(
    imports.some(({ to }) => to.endsWith("/language-client.ts")),
    "lazy imports included",
  );
});

for (const { why, breaks } of forbidden) {
  test(why, () => {
    assert.deepEqual(imports.filter(breaks), []);
  });
}

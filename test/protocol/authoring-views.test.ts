import assert from "node:assert/strict";
import { test } from "node:test";
import type {
  CodeLens,
  DefinitionLink,
  DocumentLink,
  DocumentSymbol,
  InlayHint,
  SemanticTokens,
} from "vscode-languageserver/node";
import { openAt } from "./support/cursor.ts";
import { Editor } from "./support/editor.ts";
import { pullingClient, type TestClient, withClient } from "./support/test-client.ts";

const vm = "io.microsoft.virtualmachine";
const spec = `apiVersion: v1
kind: Pod
metadata:
  name: sample
  annotations:
    ${vm}.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK
    ${vm}.wcow.isolation_type: SNP
    ${vm}.bootfilesrootpath: 'C:\\boot files'
    ${vm}.computetopology.memory.sizeinmb: "4097"
    ${vm}.lcow.kerneldirectboot: "true"
    io.microsoft.wcow.debgu: "true"
    example.com/owner: me
spec:
  runtimeClassName: runhcs-wcow-hypervisor
`;
const foreign = "kind: Pod\napiVersion: v1\nmetadata:\n  annotations:\n    example.com/a: C:\\x\n";
const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

const ask = <T>(client: TestClient, { uri }: Editor, method: string, more: object = {}): Promise<T> =>
  client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...more });

test(
  "symbols: the sandbox with its summary, and its annotations below",
  withClient({}, async (client) => {
    const [symbol, ...more] = await ask<DocumentSymbol[]>(client, await Editor.open(client, spec), "documentSymbol");
    assert.deepEqual(more, []);
    assert.equal(symbol?.name, "Pod sample");
    assert.match(symbol?.detail ?? "", /^Confidential WCOW · SecureNestedPaging · 4098 MB/);
    assert.equal(symbol?.children?.length, 7);
    assert.equal(symbol?.children?.[1]?.detail, "SNP");
  }),
);

test(
  "inlay hints: what counts in place of what is written, and what follows from it",
  withClient({}, async (client) => {
    const hints = await ask<InlayHint[]>(client, await Editor.open(client, spec), "inlayHint", { range: whole });
    assert.deepEqual(
      hints.map(({ position, label }) => [position.line, label]),
      [
        [6, "→ SecureNestedPaging"],
        [6, "→ cwcow.snp.vmgs"],
        [7, "→ boot.vhd, rootfs.vhd, cwcow.snp.vmgs"],
        [8, "→ 4098"],
      ],
    );
    const range = { start: { line: 8, character: 0 }, end: { line: 9, character: 0 } };
    const some = await ask<InlayHint[]>(client, await Editor.open(client, spec), "inlayHint", { range });
    assert.deepEqual(
      some.map(({ label }) => label),
      ["→ 4098"],
    );
  }),
);

test(
  "inlay hints: none where the setting says so",
  withClient({ settings: { inlayHints: { enable: false } } }, async (client) => {
    assert.deepEqual(await ask(client, await Editor.open(client, spec), "inlayHint", { range: whole }), []);
  }),
);

test(
  "code lenses: a summary; commands only where the client has them, with the sandbox's number",
  withClient(
    { initializationOptions: { commands: ["confidentialPods.previewDocument", "some.other"] } },
    async (client) => {
      const editor = await Editor.open(client, `${foreign}---\n${spec}`);
      const lenses = await ask<CodeLens[]>(client, editor, "codeLens");
      assert.deepEqual(
        lenses.map(({ command }) => [command?.title.split(" · ")[0], command?.command, command?.arguments]),
        [
          ["Confidential WCOW", "", undefined],
          ["Preview HCS document", "confidentialPods.previewDocument", [editor.uri, 1]],
        ],
      );
      assert.equal(lenses[0]?.range.start.line, foreign.split("\n").length + 4);
    },
  ),
);

const bootable: readonly (readonly [why: string, annotation: string, runtime: string, isOffered: boolean])[] = [
  ["a confidential Windows pod", `${vm}.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK`, "runhcs-wcow-hypervisor", true],
  ["a Linux pod", `${vm}.lcow.kerneldirectboot: "true"`, "runhcs-lcow", true],
  ["a Windows pod, which needs its image", `${vm}.fullyphysicallybacked: "true"`, "runhcs-wcow-hypervisor", false],
  ["a pod that hcsshim refuses", `${vm}.resource-partition-id: none`, "runhcs-lcow", false],
];
for (const [why, annotation, runtime, isOffered] of bootable) {
  test(
    `a lens offers to boot ${why}: ${isOffered}`,
    withClient({ initializationOptions: { commands: ["confidentialPods.bootSandbox"] } }, async (client) => {
      const pod = `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    ${annotation}\nspec:\n  runtimeClassName: ${runtime}\n`;
      const lenses = await ask<CodeLens[]>(client, await Editor.open(client, pod), "codeLens");
      assert.equal(
        lenses.some(({ command }) => command?.title === "Boot this UVM"),
        isOffered,
      );
    }),
  );
}

const debugging = `    ${vm}.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK\n    io.microsoft.wcow.debug: "true"\n    io.microsoft.wcow.debug_data_path: 'C:\\debug'`;
const debugData: readonly (readonly [why: string, annotations: string, given: readonly unknown[]])[] = [
  ["a pod in debug mode", debugging, [["C:\\debug"]]],
  ["a pod whose debug mode is off", debugging.replace('"true"', '"false"'), []],
  ["a pod that hcsshim refuses", debugging.replace(/ .*securitypolicy.*\n/, ""), []],
];
for (const [why, annotations, given] of debugData) {
  test(
    `lenses that open the debug data of ${why}: ${given.length}`,
    withClient({ initializationOptions: { commands: ["confidentialPods.artifacts.reveal"] } }, async (client) => {
      const pod = `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n${annotations}\nspec:\n  runtimeClassName: runhcs-wcow-hypervisor\n`;
      const lenses = await ask<CodeLens[]>(client, await Editor.open(client, pod), "codeLens");
      const found = lenses.filter(({ command }) => command?.title === "Open debug data");
      assert.deepEqual(
        found.map(({ command }) => command?.arguments),
        given,
      );
    }),
  );
}

test(
  "links: paths of the host; payloads where the client opens them",
  withClient({ initializationOptions: { commands: ["confidentialPods.openPayload"] } }, async (client) => {
    const editor = await Editor.open(client, spec);
    const links = await ask<DocumentLink[]>(client, editor, "documentLink");
    const position = JSON.stringify([editor.uri, editor.positionOf("cGFj")]);
    assert.deepEqual(
      links.map(({ target }) => target),
      [`command:confidentialPods.openPayload?${encodeURIComponent(position)}`, "file:///c%3A/boot%20files"],
    );
  }),
);

test(
  "links: a path of the host is the client's to open where it can, since it may be a folder or missing",
  withClient({ initializationOptions: { commands: ["confidentialPods.artifacts.reveal"] } }, async (client) => {
    const editor = await Editor.open(client, spec);
    const links = await ask<DocumentLink[]>(client, editor, "documentLink");
    const given = encodeURIComponent(JSON.stringify(["C:\\boot files"]));
    assert.deepEqual(
      links.map(({ target }) => target),
      [`command:confidentialPods.artifacts.reveal?${given}`],
    );
  }),
);

test(
  "links: a boot files root is checked for the isolation type that the pod ends up with, where the client can",
  withClient({ initializationOptions: { commands: ["confidentialPods.artifacts.checkBootFiles"] } }, async (client) => {
    const editor = await Editor.open(client, spec);
    const links = await ask<DocumentLink[]>(client, editor, "documentLink");
    const given = encodeURIComponent(JSON.stringify(["C:\\boot files", "SecureNestedPaging"]));
    assert.deepEqual(
      links.map(({ target }) => target),
      [`command:confidentialPods.artifacts.checkBootFiles?${given}`],
    );
  }),
);

test(
  "definition: from a key to its reference page, whose text the client asks for",
  withClient({ initializationOptions: { annotationPages: true } }, async (client) => {
    const { editor, position } = await openAt(client, spec.replace(`${vm}.boot`, `${vm}|.boot`));
    const [link] = await ask<DefinitionLink[]>(client, editor, "definition", { position });
    assert.equal(link?.targetUri, `confidential-pods-annotation:/${vm}.bootfilesrootpath.md`);
    const page: { content: string } = await client.connection.sendRequest("confidentialPods/annotationPage", {
      key: `${vm}.bootfilesrootpath`,
    });
    assert.match(page.content, /^# `io\.microsoft\.virtualmachine\.bootfilesrootpath`\n\n[\s\S]*\*\*Example\*\*/);
  }),
);

test(
  "a client that opens no reference pages is not offered definitions",
  withClient({}, async ({ initialized }) => assert.equal(initialized.capabilities.definitionProvider, undefined)),
);

/** The modifiers of encoded tokens. */
const kinds = (data: readonly number[]): readonly number[] => data.filter((_, index) => index % 5 === 4);

test(
  "semantic tokens: known, ignored and unknown keys; none for those of others",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, spec);
    const { data } = await ask<SemanticTokens>(client, editor, "semanticTokens/full");
    assert.deepEqual(kinds(data), [1, 1, 1, 1, 4, 2]);
    assert.deepEqual(data.slice(0, 5), [5, 4, `${vm}.wcow.securitypolicy`.length, 0, 1]);
    const range = { start: { line: 9, character: 0 }, end: { line: 9, character: 99 } };
    assert.deepEqual(kinds((await ask<SemanticTokens>(client, editor, "semanticTokens/range", { range })).data), [4]);
  }),
);

test(
  "nothing at all is said of a spec without our annotations",
  withClient({ initializationOptions: { annotationPages: true } }, async (client) => {
    const { editor, position } = await openAt(client, foreign.replace("example", "exa|mple"));
    assert.deepEqual(await ask(client, editor, "documentSymbol"), []);
    assert.deepEqual(await ask(client, editor, "inlayHint", { range: whole }), []);
    assert.deepEqual(await ask(client, editor, "codeLens"), []);
    assert.deepEqual(await ask(client, editor, "documentLink"), []);
    assert.deepEqual(await ask(client, editor, "definition", { position }), []);
    assert.deepEqual((await ask<SemanticTokens>(client, editor, "semanticTokens/full")).data, []);
  }),
);

test(
  "a change of the settings has the client ask again for what is shown beside a spec",
  withClient(
    {
      capabilities: {
        ...pullingClient,
        workspace: {
          ...pullingClient.workspace,
          inlayHint: { refreshSupport: true },
          codeLens: { refreshSupport: true },
          semanticTokens: { refreshSupport: true },
        },
      },
    },
    async ({ connection }) => {
      const views = ["inlayHint", "codeLens", "semanticTokens"];
      const asked = views.map(
        (view) =>
          new Promise((resolve) => connection.onRequest(`workspace/${view}/refresh`, () => resolve(view) ?? null)),
      );
      await connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      assert.deepEqual(await Promise.all(asked), views);
    },
  ),
);

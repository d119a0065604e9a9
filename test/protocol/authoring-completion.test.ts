import assert from "node:assert/strict";
import { test } from "node:test";
import type { CompletionItem, CompletionList } from "vscode-languageserver/node";
import { completed, completionsAt, openAt } from "./support/cursor.ts";
import { pullingClient, withClient } from "./support/test-client.ts";

/** A client like VS Code. */
const capabilities = {
  ...pullingClient,
  textDocument: { ...pullingClient.textDocument, completion: { completionItem: { snippetSupport: true } } },
};
const size = "io.microsoft.virtualmachine.computetopology.memory.sizeinmb";
const debug = "io.microsoft.wcow.debug";
const isolation = "io.microsoft.virtualmachine.wcow.isolation_type";
const policy = "io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK";
const head = "apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:";
const tail = "\nspec:\n  runtimeClassName: runhcs-wcow-hypervisor\n";
const labeled = (items: readonly CompletionItem[], label: string): CompletionItem | undefined =>
  items.find((item) => item.label === label);

/** Text with a cursor, what is chosen there, and the text that comes of it. */
const inserted: readonly (readonly [why: string, before: string, label: string, after: string, extension?: string])[] =
  [
    ["a key on an empty line", `${head}\n    |${tail}`, size, `${head}\n    ${size}: "1024"${tail}`],
    ["a half-typed key", `${head}\n    io.micro|${tail}`, debug, `${head}\n    ${debug}: "true"${tail}`],
    [
      "a half-typed key between others",
      `${head}\n    ${policy}\n    io.micro|\n    a: b${tail}`,
      debug,
      `${head}\n    ${policy}\n    ${debug}: "true"\n    a: b${tail}`,
    ],
    [
      "a key where Enter behind an empty map leaves the cursor",
      `${head}\n  |\n  labels: {}${tail}`,
      size,
      `${head}\n    ${size}: "1024"\n  labels: {}${tail}`,
    ],
    [
      "several keys there",
      `${head}\n  |${tail}`,
      "log-forwarding",
      `${head}
    io.microsoft.virtualmachine.forwardlogs.enable: "true"
  io.microsoft.virtualmachine.forwardlogs.sources: "eyJsb2dDb25maWciOnsic291cmNlcyI6W3sidHlwZSI6IkVUVyIsInByb3ZpZGVycyI6W3sicHJvdmlkZXJOYW1lIjoiTWljcm9zb2Z0LldpbmRvd3MuSHlwZXJWLkNvbXB1dGUiLCJsZXZlbCI6IkluZm9ybWF0aW9uIn1dfV19fQ=="${tail}`,
    ],
    ["a key in quotes", `${head}\n    "io.m|"${tail}`, debug, `${head}\n    "${debug}": "true"${tail}`],
    ["a key that has its value", `${head}\n    io.|m: "1"${tail}`, debug, `${head}\n    ${debug}: "1"${tail}`],
    ["a key with a bare colon", `${head}\n    io.|m:${tail}`, debug, `${head}\n    ${debug}: "true"${tail}`],
    [
      "a key whose value stands below it",
      `${head}\n    io.|m:\n      "1"${tail}`,
      debug,
      `${head}\n    ${debug}:\n      "1"${tail}`,
    ],
    [
      "a key with a bare colon in JSON",
      '{"metadata":{"name":"a","uid":"1"},"annotations":{"io|": , "a": "b"}}',
      debug,
      `{"metadata":{"name":"a","uid":"1"},"annotations":{"${debug}": "true", "a": "b"}}`,
      "json",
    ],
    [
      "a path as it was begun",
      `${head}\n    ${debug}_data_path: "|"${tail}`,
      "C:\\debug\\cwcow",
      `${head}\n    ${debug}_data_path: "C:\\\\debug\\\\cwcow"${tail}`,
    ],
    [
      "a policy to be replaced",
      `${head}\n    io.microsoft.virtualmachine.wcow.securitypolicy: |${tail}`,
      "package policy",
      `${head}\n    ${policy}${tail}`,
    ],
    ["a key in a flow map", `${head} {|}${tail}`, debug, `${head} {${debug}: "true"}${tail}`],
    [
      "a key in front of another in a flow map",
      `${head} {| a: b}${tail}`,
      debug,
      `${head} {${debug}: "true", a: b}${tail}`,
    ],
    [
      "a boolean right behind the colon",
      `${head}\n    ${debug}:|${tail}`,
      "true",
      `${head}\n    ${debug}: "true"${tail}`,
    ],
    ["a boolean in quotes", `${head}\n    ${debug}: "f|"${tail}`, "false", `${head}\n    ${debug}: "false"${tail}`],
    [
      "a boolean in single quotes",
      `${head}\n    ${debug}: '|'${tail}`,
      "false",
      `${head}\n    ${debug}: 'false'${tail}`,
    ],
    [
      "a boolean over a plain one",
      `${head}\n    ${debug}: tr|ue${tail}`,
      "false",
      `${head}\n    ${debug}: "false"${tail}`,
    ],
    [
      "an isolation type, plain where that is a string",
      `${head}\n    ${isolation}: |${tail}`,
      "GuestStateOnly",
      `${head}\n    ${isolation}: GuestStateOnly${tail}`,
    ],
    [
      "a key in JSON",
      '{"metadata":{"name":"a","uid":"1"},"annotations":{"io|"}}',
      debug,
      `{"metadata":{"name":"a","uid":"1"},"annotations":{"${debug}": "true"}}`,
      "json",
    ],
    [
      "a key in JSON whose predecessor has no comma yet",
      '{"metadata":{"name":"a","uid":"1"},"annotations":{"a":"b"\n"io|"}}',
      debug,
      `{"metadata":{"name":"a","uid":"1"},"annotations":{"a":"b",\n"${debug}": "true"}}`,
      "json",
    ],
    [
      "a value in JSON",
      `{"metadata":{"name":"a","uid":"1"},"annotations":{"${debug}": |}}`,
      "true",
      `{"metadata":{"name":"a","uid":"1"},"annotations":{"${debug}": "true"}}`,
      "json",
    ],
    [
      "debug mode as a whole on a confidential pod",
      `${head}\n    ${policy}\n    |${tail}`,
      "debug-mode",
      `${head}
    ${policy}
    ${debug}: "true"
io.microsoft.wcow.debug_data_path: 'C:\\debug\\cwcow'
io.microsoft.virtualmachine.wcow.writable_efi: "true"${tail}`,
    ],
  ];
for (const [why, before, label, after, extension] of inserted) {
  test(
    `completes ${why}`,
    withClient({ capabilities }, async (client) => {
      const at = await openAt(client, before, extension);
      assert.equal(completed(at, labeled(await completionsAt(client, at), label)), after);
    }),
  );
}

const silent: readonly (readonly [why: string, before: string, extension?: string])[] = [
  ["outside of annotations", `${head}\n    ${policy}${tail}  no|`],
  ["in another map", "apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    io|\n"],
  ["in annotations that never reach a pod", "kind: Deployment\napiVersion: v1\nmetadata:\n  annotations:\n    |\n"],
  ["in annotations of another kind", "kind: Service\napiVersion: v1\nmetadata:\n  annotations:\n    |\n"],
  ["in a block scalar", `${head}\n    ${debug}: >-\n      |\n`],
  ["in a comment", `${head}\n    # io.|\n    a: b${tail}`],
  ["behind a value", `${head}\n    ${debug}: "true" |${tail}`],
  ["behind a JSON value", `{"metadata":{"name":"a","uid":"1"},"annotations":{"${debug}": "true"|}}`, "json"],
];
for (const [why, before, extension] of silent) {
  test(
    `offers nothing ${why}`,
    withClient({ capabilities }, async (client) => {
      assert.deepEqual(await completionsAt(client, await openAt(client, before, extension)), []);
    }),
  );
}

test(
  "keys that fit come first, those of the other platform and deprecated ones last; present ones not at all",
  withClient({ capabilities }, async (client) => {
    const items = await completionsAt(client, await openAt(client, `${head}\n    ${policy}\n    |${tail}`));
    const rank = (key: string): number => items.findIndex(({ label }) => label === key);
    assert.ok(rank(isolation) < rank("io.microsoft.container.memory.sizeinmb"));
    assert.ok(
      rank("io.microsoft.container.memory.sizeinmb") < rank("io.microsoft.virtualmachine.lcow.kerneldirectboot"),
    );
    assert.equal(rank("io.microsoft.virtualmachine.wcow.securitypolicy"), -1);
    assert.deepEqual(items.at(-1)?.tags, [1]);
    const typed = await completionsAt(client, await openAt(client, `${head}\n    mem|${tail}`));
    const isOld = typed.map(({ tags }) => tags?.includes(1) === true);
    assert.ok(isOld.includes(true) && isOld.indexOf(true) > isOld.lastIndexOf(false), "also while letters are typed");
  }),
);

const confidential = `${head}\n    ${policy}`;
const ranked: readonly (readonly [why: string, before: string, first: readonly string[], extension?: string])[] = [
  [
    "a plain pod needs a policy first",
    `${head}\n    io.m|${tail}`,
    ["confidential-windows-pod", "debug-mode", "log-forwarding", "io.microsoft.virtualmachine.wcow.securitypolicy"],
  ],
  [
    "a confidential one what is for such pods alone",
    `${confidential}\n    io.microsoft.v|${tail}`,
    [
      "log-forwarding",
      "io.microsoft.virtualmachine.no_security_hardware",
      "io.microsoft.virtualmachine.wcow.enforcer",
      "io.microsoft.virtualmachine.wcow.gueststatefile",
      isolation,
    ],
  ],
  ["a word of a key", `${confidential}\n    debug|${tail}`, ["debug-mode", debug, `${debug}_data_path`]],
  [
    "a whole key, whatever goes on like it",
    `${confidential}\n    ${debug}|${tail}`,
    [debug, "debug-mode", `${debug}_data_path`],
  ],
  ["letters of words", `${confidential}\n    memsize|${tail}`, [size]],
  [
    "what does not fit comes behind",
    `${confidential}\n    kernel|${tail}`,
    ["io.microsoft.virtualmachine.kerneldrivers", "io.microsoft.virtualmachine.lcow.kernelbootoptions"],
  ],
  [
    "a Linux pod",
    `apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    kernel|\nspec:\n  runtimeClassName: runhcs-lcow\n`,
    ["io.microsoft.virtualmachine.lcow.kernelbootoptions", "io.microsoft.virtualmachine.lcow.kerneldirectboot"],
  ],
  [
    "JSON, the quote typed",
    `{"metadata":{"name":"a","uid":"1"},"annotations":{"debug|"}}`,
    ["debug-mode", debug],
    "json",
  ],
];
for (const [why, before, first, extension] of ranked) {
  test(
    `ranks while typing: ${why}`,
    withClient({ capabilities }, async (client) => {
      const items = await completionsAt(client, await openAt(client, before, extension));
      assert.deepEqual(
        items.slice(0, first.length).map(({ label }) => label),
        first,
      );
      // An editor that compares letters finds them all equal, so that `sortText` decides.
      const [typed = ""] = /["\w.]*$/.exec(before.slice(0, before.indexOf("|"))) ?? [];
      assert.deepEqual([...new Set(items.map(({ filterText }) => filterText))], [typed]);
    }),
  );
}

test(
  "keys are asked for again with every letter, and values are not",
  withClient({ capabilities }, async (client) => {
    const isIncomplete = async (marked: string): Promise<boolean> => {
      const { editor, position } = await openAt(client, marked);
      const list: CompletionList = await client.connection.sendRequest("textDocument/completion", {
        textDocument: { uri: editor.uri },
        position,
      });
      return list.isIncomplete;
    };
    assert.equal(await isIncomplete(`${head}\n    io|${tail}`), true);
    assert.equal(await isIncomplete(`${head}\n    qqqq|${tail}`), false);
    assert.equal(await isIncomplete(`${head}\n    ${debug}: |${tail}`), false);
  }),
);

test(
  "a renamed key gives the new one; a release that reads the old one gives that",
  withClient({ capabilities }, async (client) => {
    const at = await openAt(client, `${head}\n    |${tail}`);
    const items = await completionsAt(client, at);
    const renamed = labeled(items, "io.microsoft.virtualmachine.wcow.forwardlogs");
    assert.match(completed(at, renamed), /io\.microsoft\.virtualmachine\.forwardlogs\.enable: "/);
    client.settings = { target: { hcsshim: "0.14", platform: "lcow" } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    const older = await openAt(client, `${head}\n    |\n`);
    const root = labeled(await completionsAt(client, older), "io.microsoft.virtualmachine.lcow.bootfilesrootpath");
    assert.equal(root?.tags, undefined);
    assert.match(completed(older, root), /lcow\.bootfilesrootpath: '/);
  }),
);

test(
  "documentation comes with resolve alone",
  withClient({ capabilities }, async (client) => {
    const item = labeled(await completionsAt(client, await openAt(client, `${head}\n    |${tail}`)), debug);
    assert.equal(item?.documentation, undefined);
    const resolved: CompletionItem = await client.connection.sendRequest("completionItem/resolve", item);
    assert.match(JSON.stringify(resolved.documentation), /Saves scratch VHD/);
    // A list cuts long keys off.
    assert.equal(resolved.detail, debug);
  }),
);

test(
  "a client without snippets gets plain text and no groups",
  withClient({}, async (client) => {
    const at = await openAt(client, `${head}\n    |${tail}`);
    const items = await completionsAt(client, at);
    assert.equal(completed(at, labeled(items, debug)), `${head}\n    ${debug}: ${tail}`);
    assert.equal(labeled(items, "debug-mode"), undefined);
    assert.ok(items.every(({ insertTextFormat }) => insertTextFormat === undefined));
  }),
);

const whole: readonly (readonly [why: string, before: string, labels: readonly string[], extension?: string])[] = [
  ["an empty file", "|", ["cwcow", "cwcow-debug", "clcow"]],
  ["a half-typed word below comments", "# mine\n\ncw|", ["cwcow", "cwcow-debug", "clcow"]],
  ["an empty document behind another", "a: 1\n---\n|", ["cwcow", "cwcow-debug", "clcow"]],
  ["an empty JSON file", "|", ["crictl-sandbox", "crictl-container"], "json"],
  ["a file with something in it", "a: 1\n|", []],
  ["a comment", "# cw|", []],
];
for (const [why, before, labels, extension] of whole) {
  test(
    `whole specs in ${why}: ${labels.length}`,
    withClient({ capabilities }, async (client) => {
      const items = await completionsAt(client, await openAt(client, before, extension));
      assert.deepEqual(
        items.map(({ label }) => label),
        labels,
      );
    }),
  );
}

test(
  "a client that knows default ranges is told the common one once",
  withClient(
    {
      capabilities: {
        ...capabilities,
        textDocument: { ...capabilities.textDocument, completion: { completionList: { itemDefaults: ["editRange"] } } },
      },
    },
    async (client) => {
      const { editor, position } = await openAt(client, `${head}\n    io|${tail}`);
      const list: CompletionList = await client.connection.sendRequest("textDocument/completion", {
        textDocument: { uri: editor.uri },
        position,
      });
      assert.deepEqual(list.itemDefaults?.editRange, { start: { ...position, character: 4 }, end: position });
      assert.ok(list.items.every(({ textEdit, textEditText }) => textEdit === undefined && textEditText !== undefined));
    },
  ),
);

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Payload, PayloadEdit, PayloadProblem } from "../../server/src/protocol.ts";
import { Editor } from "./support/editor.ts";
import { podWith } from "./support/specs.ts";
import { type TestClient, withClient } from "./support/test-client.ts";

const vm = "io.microsoft.virtualmachine.";
const policyKey = `${vm}wcow.securitypolicy`;

const send = <T>(client: TestClient, method: string, params: unknown): Promise<T | PayloadProblem> =>
  client.connection.sendRequest(`confidentialPods/payload/${method}`, params);

function orFail<T extends { readonly kind: string }>(answer: T | PayloadProblem): T {
  if ("problem" in answer) throw new Error(answer.message);
  return answer;
}

const read = async (client: TestClient, editor: Editor, at: string): Promise<Payload> =>
  orFail(await send<Payload>(client, "read", { uri: editor.uri, position: editor.positionOf(at) }));

const applied = (editor: Editor, { edit }: PayloadEdit): string => editor.applied({ title: "", ...(edit && { edit }) });

test(
  "a policy is opened as Rego and written back, and nothing else changes",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, podWith('"4096" # kept'));
    const payload = await read(client, editor, "cGFja2");
    assert.equal(payload.kind, "policy");
    assert.equal(payload.languageId, "rego");
    assert.equal(payload.text, "package policy");
    const text = 'package policy\napi_version := "0.11.0"\n';
    const params = { uri: editor.uri, place: payload.place, stamp: payload.stamp, text };
    const answer = orFail(await send<PayloadEdit>(client, "write", params));
    const expected = podWith('"4096" # kept').replace("cGFja2FnZSBwb2xpY3k=", Buffer.from(text).toString("base64"));
    assert.equal(applied(editor, answer), expected);
    await editor.change([{ text: expected }]);
    const again = orFail(await send<Payload>(client, "read", { uri: editor.uri, place: answer.place }));
    assert.deepEqual([again.text, again.stamp], [text, answer.stamp], "the stamp of the write is that of the value");
  }),
);

test(
  "a document that was saved unchanged writes nothing",
  withClient({}, async (client) => {
    const value = '\'[ {"Name":"a"} ]\'';
    const editor = await Editor.open(client, podWith(value, "io.microsoft.virtualmachine.wcow.additional-reg-keys"));
    const { place, stamp, text } = await read(client, editor, '"Name"');
    assert.equal(text, '[\n  {\n    "Name": "a"\n  }\n]\n');
    const answer = orFail(await send<PayloadEdit>(client, "write", { uri: editor.uri, place, stamp, text }));
    assert.equal(answer.edit, undefined);
    const changed = text.replace('"a"', '"it\'s"');
    const edit = orFail(await send<PayloadEdit>(client, "write", { uri: editor.uri, place, stamp, text: changed }));
    assert.ok(applied(editor, edit).includes(`additional-reg-keys: '[{"Name":"it''s"}]'\n`));
  }),
);

test(
  "a value that was changed underneath is not overwritten, one that only moved is",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, podWith('"4096"'));
    const { place, stamp } = await read(client, editor, "cGFja2");
    const params = { uri: editor.uri, place, stamp, text: "package policy # mine" };
    await editor.change([
      { text: `${podWith('"1"').replace("cGFja2FnZSBwb2xpY3k=", "IyB0aGVpcnM=")}---\n${editor.text}` },
    ]);
    const moved = orFail(await send<PayloadEdit>(client, "write", params));
    assert.deepEqual(moved.place, { key: policyKey, occurrence: 1 });
    assert.match(applied(editor, moved), /IyB0aGVpcnM=[\s\S]*---[\s\S]*cGFja2FnZSBwb2xpY3kgIyBtaW5l/);
    await editor.change([{ text: podWith('"1"').replace("cGFja2FnZSBwb2xpY3k=", "IyB0aGVpcnM=") }]);
    const answer = await send<PayloadEdit>(client, "write", params);
    assert.ok("problem" in answer && answer.problem === "conflict");
    assert.match(answer.message, /has changed.*Nothing was written.*\.$/);
  }),
);

test(
  "a file's text is pasted as a policy over the old one, or added to the map",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, podWith('"4096"'));
    const encode = async (at: string, more: object): Promise<string> => {
      const params = { uri: editor.uri, position: editor.positionOf(at), text: "package policy # new", ...more };
      return applied(editor, orFail(await send<PayloadEdit>(client, "encode", params)));
    };
    assert.match(await encode("cGFja2", {}), /wcow\.securitypolicy: cGFja2FnZSBwb2xpY3kgIyBuZXc=\n/);
    assert.match(await encode("sizeinmb", { key: policyKey }), /wcow\.securitypolicy: cGFja2FnZSBwb2xpY3kgIyBuZXc=\n/);
    const lcowKey = "io.microsoft.virtualmachine.lcow.securitypolicy";
    assert.match(
      await encode("sizeinmb", { key: lcowKey }),
      /\n {4}io.*lcow\.securitypolicy: "cGFja2FnZSBwb2xpY3kgIyBuZXc="\n/,
    );
  }),
);

test(
  "what cannot be done is a sentence",
  withClient({}, async (client) => {
    const editor = await Editor.open(client, podWith('"!"', "io.microsoft.virtualmachine.forwardlogs.sources"));
    const { uri } = editor;
    const place = { key: policyKey, occurrence: 0 };
    const { stamp } = await read(client, editor, "cGFja2");
    const registry = { key: "io.microsoft.virtualmachine.wcow.additional-reg-keys", text: "{" };
    const cases: readonly (readonly [method: string, params: unknown, problem: string])[] = [
      ["read", null, "closed"],
      ["read", { uri: "file:///other.yaml", place }, "closed"],
      ["read", { uri }, "no-annotation"],
      ["read", { uri, position: { line: 0, character: 0 } }, "no-annotation"],
      ["read", { uri, place: { key: policyKey, occurrence: 1 } }, "no-annotation"],
      ["read", { uri, position: editor.positionOf('"!"') }, "undecodable"],
      ["write", { uri, place, stamp: 7, text: "x" }, "conflict"],
      ["write", { uri, place, stamp, text: "\uD800" }, "unencodable"],
      ["write", { uri, text: "x" }, "no-annotation"],
      ["encode", { uri, position: editor.positionOf("metadata"), key: policyKey, text: "x" }, "no-annotation"],
      ["encode", { uri, position: editor.positionOf("cGFja2"), ...registry }, "unencodable"],
    ];
    for (const [method, params, problem] of cases) {
      const answer = await send<Payload | PayloadEdit>(client, method, params);
      assert.ok("problem" in answer, `${method} ${JSON.stringify(params)}`);
      assert.equal(answer.problem, problem, `${method} ${JSON.stringify(params)}`);
      assert.match(answer.message, /^[A-Z].*\.$/);
    }
  }),
);

test(
  "a policy of 5 MB is checked, explained, opened and written like any other",
  withClient({}, async (client) => {
    const text = `package policy\napi_version := "0.11.0"\n${"# x\n".repeat(1_300_000)}`;
    const editor = await Editor.open(client, podWith(Buffer.from(text).toString("base64"), `${vm}lcow.securitypolicy`));
    assert.ok((await editor.diagnostics()).length > 0);
    const position = editor.positionOf("lcow.securitypolicy");
    const hover = await client.connection.sendRequest("textDocument/hover", {
      textDocument: { uri: editor.uri },
      position,
    });
    assert.match(JSON.stringify(hover), /5,200,039 bytes of Rego/);
    const { place, stamp, ...payload } = await read(client, editor, "lcow.securitypolicy");
    assert.ok(payload.text === text);
    const shorter = { uri: editor.uri, place, stamp, text: "package policy" };
    const edit = orFail(await send<PayloadEdit>(client, "write", shorter));
    assert.match(applied(editor, edit), /lcow\.securitypolicy: cGFja2FnZSBwb2xpY3k=\n/);
  }),
);

test(
  "a pasted denial is shown decoded",
  withClient({}, async (client) => {
    const decide = (text: unknown): Promise<{ found: boolean; content: string }> =>
      client.connection.sendRequest("confidentialPods/policy/decodeDenial", { text });
    const json = Buffer.from('{"decision":"deny","reason":{"errors":["no `x`"]}}').toString("base64");
    const { found, content } = await decide(`exec is denied due to policy: policyDecision< ${json} >policyDecision`);
    assert.ok(found);
    assert.match(content, /^# Policy denial\n[\s\S]*\*\*Reason\*\*: `` no `x` ``\n[\s\S]*```json\n\{/);
    for (const nothing of ["fine", 7, undefined]) assert.equal((await decide(nothing)).found, false);
  }),
);

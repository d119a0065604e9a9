import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { codecOf, type PayloadCodec } from "../../../../server/src/features/payloads/payload-codec.ts";

const codec = (key: string): PayloadCodec => codecOf(`io.microsoft.virtualmachine.${key}`) ?? assert.fail(key);
const policy = codec("wcow.securitypolicy");
const logs = codec("forwardlogs.sources");
const registry = codec("wcow.additional-reg-keys");

const encoded = (result: ReturnType<PayloadCodec["encode"]>): string =>
  result.ok ? result.value : assert.fail(result.error);

suite("values that are documents", () => {
  test("are told by their key", () => {
    const service = "hv-socket.service-table.0000fe00-facb-11e6-bd58-64006a7986d3";
    assert.deepEqual(
      [codec("lcow.securitypolicy"), logs, registry, codec(service)].map(({ kind, languageId }) => [kind, languageId]),
      [
        ["policy", "rego"],
        ["log-sources", "json"],
        ["registry-values", "json"],
        ["hv-socket-service", "json"],
      ],
    );
    assert.equal(codecOf("io.microsoft.wcow.debug"), undefined);
    assert.equal(codecOf("app"), undefined);
  });

  test("a policy comes back character for character, line breaks and byte order marks included", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 300 }),
        fc.constantFrom("", "\uFEFF", "\r\n"),
        (text, end) => {
          assert.deepEqual(policy.decode(encoded(policy.encode(end + text + end))), {
            ok: true,
            value: end + text + end,
          });
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });

  test("a large policy is one value", () => {
    const text = `package policy\n${"# x\n".repeat(1_300_000)}`;
    assert.equal(encoded(policy.encode(text)).length, Math.ceil(Buffer.byteLength(text) / 3) * 4);
  });

  test("a text that UTF-8 cannot write is refused", () => {
    assert.match(JSON.stringify(policy.encode("package policy # \uD800")), /"ok":false.*offset 17/);
  });

  test("bytes that are no text are not opened: saving them would lose some", () => {
    assert.match(JSON.stringify(policy.decode("/w==")), /not UTF-8/);
    assert.match(JSON.stringify(logs.decode("/w==")), /not UTF-8/);
    assert.match(JSON.stringify(policy.decode("x")), /illegal base64/);
  });

  test("JSON is laid out to be read, and written on one line", () => {
    assert.deepEqual(registry.decode('[{"Name":"a"}]'), { ok: true, value: '[\n  {\n    "Name": "a"\n  }\n]\n' });
    assert.deepEqual(registry.encode('[\r\n  {"Name": "a"}\r\n]\r\n'), { ok: true, value: '[{"Name":"a"}]' });
    assert.equal(Buffer.from(encoded(logs.encode('{ "LogConfig": {} }')), "base64").toString(), '{"LogConfig":{}}');
    assert.deepEqual(logs.encode(" \n"), { ok: true, value: "" }, "nothing is no list");
  });

  test("JSON that does not parse can be opened as it is, but not written", () => {
    assert.deepEqual(registry.decode("[{"), { ok: true, value: "[{" });
    assert.match(JSON.stringify(registry.encode("[{")), /it is not JSON/);
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { readReferenceInfo } from "../../../../../server/src/disks/formats/reference-info/reference-info.ts";
import { renderReferenceInfo } from "../../../../../server/src/disks/formats/reference-info/render-reference-info.ts";
import { makeIdentity } from "../support/certificate-builder.ts";
import { buildCose, sha256 } from "../support/cose-builder.ts";

const signer = makeIdentity({ name: "Test\nsigner", serial: 1, usage: "1.2.3" });

test("reference info reads as text, without lines that a message could forge", () => {
  const payload = Buffer.from('{"a":"1\\n2","long":2}');
  const header = [
    [3, "application/json"],
    [33, signer.certificate],
    ["iss", "https://example.com"],
    ["feed", "U\nVM"],
    ["other", [1]],
  ] as const;
  const bytes = buildCose({ algorithm: -7, signer, header, payload });
  const fingerprint = sha256(signer.certificate).toString("base64url");
  assert.equal(
    renderReferenceInfo(readReferenceInfo(bytes)),
    `Reference info (COSE_Sign1)
  algorithm     ES256
  signature     valid, made with the leaf certificate's key
  issuer        https://example.com
                is not a did:x509 that can be compared with the chain
  feed          U\\u000aVM
  content type  application/json
  header other  [1]

Certificates: 1, each signed by the next, the last by itself
  CN=Test\\0Asigner
    2026-01-01T00:00:00Z to 2036-01-01T00:00:00Z, SHA-256 ${fingerprint}
    extended key usage 1.2.3

Payload
  a     1\\u000a2
  long  2
`,
  );
});

test("payloads that are no JSON objects are text or bytes", () => {
  for (const [payload, text] of [
    [Buffer.from("[1, 2]"), "Payload\n  [1, 2]\n"],
    [Buffer.from("["), "Payload\n  [\n"],
    [Buffer.from(`${"[".repeat(100)}`), "Payload\n  [[["],
    [Buffer.of(0, 1, 0xff), "Payload: 3 bytes\n  0001ff\n"],
    [Buffer.alloc(0), "Payload\n"],
  ] as const) {
    const bytes = buildCose({ algorithm: -7, signer, header: [[33, signer.certificate]], payload });
    assert.ok(renderReferenceInfo(readReferenceInfo(bytes)).includes(text), text);
  }
});

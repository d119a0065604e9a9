import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type ReferenceInfo,
  readReferenceInfo,
} from "../../../../../server/src/disks/formats/reference-info/reference-info.ts";
import { type IdentityOptions, makeIdentity } from "../support/certificate-builder.ts";
import { buildCose, type CoseOptions, sha256 } from "../support/cose-builder.ts";
import { assertSurvivesDamage } from "../support/mutations.ts";

const usage = "1.3.6.1.4.1.311.76.59.1.2";
const root = makeIdentity({ name: "Test root", serial: 1 });
const leaf = makeIdentity({ name: "Test leaf", serial: 2, issuer: root, usage });
const did = `did:x509:0:sha256:${sha256(root.certificate).toString("base64url")}`;
const chain = [leaf.certificate, root.certificate];
const payload = Buffer.from('{"x-ms-sevsnpvm-guestsvn":"100","nested":{"a":[1]}}');

function message(options: Partial<CoseOptions> = {}): Buffer {
  const header = [
    [33, chain],
    ["iss", `${did}::eku:${usage}`],
    ["feed", "UVM"],
  ] as const;
  return buildCose({ algorithm: -7, signer: leaf, header, payload, ...options });
}

function codes({ problems }: ReferenceInfo): string[] {
  return problems.map(({ code }) => code);
}

test("a message that is as it should be", () => {
  const info = readReferenceInfo(message());
  assert.equal(info.algorithm, "ES256");
  assert.deepEqual(info.signature, { kind: "valid" });
  assert.deepEqual(info.issuer, { kind: "match", unchecked: [] });
  assert.deepEqual([info.claims.issuer, info.claims.feed, info.chain?.state], [`${did}::eku:${usage}`, "UVM", "whole"]);
  assert.deepEqual(
    info.chain?.certificates.map(({ subject }) => subject),
    ["CN=Test leaf", "CN=Test root"],
  );
  assert.deepEqual(info.payload, {
    kind: "json",
    members: [
      ["x-ms-sevsnpvm-guestsvn", "100"],
      ["nested", '{"a":[1]}'],
    ],
  });
  assert.deepEqual(info.problems, []);
});

test("the algorithms of the registry are checked with keys of their kind", () => {
  const keys: readonly (readonly [number, Partial<IdentityOptions>])[] = [
    [-7, { curve: "P-256" }],
    [-35, { curve: "P-384" }],
    [-36, { curve: "P-521" }],
    [-37, { rsa: true }],
    [-38, { rsa: true }],
    [-39, { rsa: true }],
  ];
  for (const [algorithm, options] of keys) {
    const signer = makeIdentity({ name: "signer", serial: 3, issuer: root, ...options });
    const bytes = message({ algorithm, signer, header: [[33, signer.certificate]] });
    assert.deepEqual(readReferenceInfo(bytes).signature, { kind: "valid" }, String(algorithm));
  }
  for (const [algorithm, reason] of [
    [-37, "PS256 cannot be checked with a key of type ec"],
    [-999, "the algorithm -999 is not known"],
  ] as const) {
    // Signed with another algorithm than it says: what matters is that nobody claims to have checked it.
    assert.deepEqual(readReferenceInfo(message({ algorithm })).signature, { kind: "unchecked", reason });
  }
});

test("a changed payload, header or signature is found", () => {
  const good = message();
  for (const at of [good.indexOf("guestsvn"), good.indexOf("feedcUVM") + 5, good.length - 5]) {
    const bytes = Buffer.from(good);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    const info = readReferenceInfo(bytes);
    assert.deepEqual([info.signature.kind, codes(info)], ["invalid", ["cose-signature"]], `at ${at}`);
  }
});

test("an issuer that is not the chain's is found", () => {
  const other = makeIdentity({ name: "Other", serial: 9 });
  for (const [issuer, kind, code] of [
    [`${did}::eku:1.2.3`, "mismatch", ["cose-issuer"]],
    // The fingerprint of the leaf is not one of a CA.
    [`did:x509:0:sha256:${sha256(leaf.certificate).toString("base64url")}::eku:${usage}`, "mismatch", ["cose-issuer"]],
    [`did:x509:0:sha256:${sha256(other.certificate).toString("base64url")}`, "mismatch", ["cose-issuer"]],
    [`${did}::subject:CN:Test%20leaf`, "match", []],
    [`${did}::subject:CN:Test`, "mismatch", ["cose-issuer"]],
    ["https://example.com", "other", []],
  ] as const) {
    const info = readReferenceInfo(
      message({
        header: [
          [33, chain],
          ["iss", issuer],
        ],
      }),
    );
    assert.deepEqual([info.issuer.kind, codes(info)], [kind, code], issuer);
  }
});

test("policies of an issuer that are not checked are named", () => {
  for (const policy of ["san:dns:example.com", "subject:CN", "subject:CN:%", "subject:CN:a%2Cb"]) {
    const info = readReferenceInfo(
      message({
        header: [
          [33, chain],
          ["iss", `${did}::${policy}`],
        ],
      }),
    );
    assert.deepEqual([info.issuer, codes(info)], [{ kind: "match", unchecked: [policy] }, []]);
  }
});

test("chains that end early or do not belong together", () => {
  const stranger = makeIdentity({ name: "Test root", serial: 8 });
  for (const [certificates, state, code] of [
    [leaf.certificate, "open", []],
    // The right name with another key.
    [[leaf.certificate, stranger.certificate], "broken", ["cose-chain"]],
    [[leaf.certificate, Buffer.from("no certificate")], "open", ["cose-certificate"]],
  ] as const) {
    const info = readReferenceInfo(message({ header: [[33, certificates]] }));
    assert.deepEqual([info.chain?.state, codes(info), info.signature.kind], [state, code, "valid"]);
  }
});

test("CWT claims go before text labels, and a hash envelope's payload is a hash", () => {
  const cwt = new Map<number | string, string | number>([
    [1, "issuer"],
    [2, "subject"],
    // No date, so it stays as it is.
    [4, "never"],
    [6, 17_000],
    ["svn", 3],
  ]);
  const header = [
    [33, chain],
    [15, cwt],
    [258, -16],
    [259, "application/json"],
    [260, "https://example.com/doc"],
  ] as const;
  const info = readReferenceInfo(message({ header, payload: sha256(payload) }));
  assert.deepEqual([info.claims.issuer, info.claims.feed], ["issuer", "subject"]);
  assert.deepEqual(info.claims.others, [
    ["expires", "never"],
    ["issued at", "17000 (1970-01-01T04:43:20.000Z)"],
    ["claim svn", "3"],
  ]);
  assert.deepEqual(info.hashEnvelope, {
    algorithm: "SHA-256",
    preimageType: "application/json",
    location: "https://example.com/doc",
  });
  assert.deepEqual(info.payload, { kind: "bytes", size: 32, hex: sha256(payload).toString("hex") });
});

test("a header that cannot be read does not hide the payload", () => {
  const bytes = message();
  // The first key of the protected map becomes a reserved encoding.
  bytes.writeUInt8(0x1c, bytes.indexOf(Buffer.of(0x01, 0x26, 0x18, 0x21)));
  const info = readReferenceInfo(bytes);
  assert.deepEqual([info.payload?.kind, info.signature.kind, codes(info)], ["json", "unchecked", ["cbor"]]);
});

test("what is no COSE_Sign1 is refused with the reason", () => {
  for (const [code, hex] of [
    ["cose-unknown", ""],
    ["cbor", "d284"],
    ["cose-unknown", "00"],
    ["cose-unknown", "d28340a040"],
    ["cose-unknown", "d28440a0006101"],
    ["cose-unknown", "d28440a00040"],
  ] as const) {
    assert.throws(() => readReferenceInfo(Buffer.from(hex, "hex")), { name: "DiskError", code }, hex);
  }
});

test("a text is told to be another kind of file, not to be damaged CBOR", () => {
  assert.throws(() => readReferenceInfo(Buffer.from("# Readme")), /No reference info: it does not begin with/);
});

test("damage is survived", () => {
  assertSurvivesDamage(message(), readReferenceInfo);
});

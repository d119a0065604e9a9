import assert from "node:assert/strict";
import { test } from "node:test";
import { readReferenceInfo } from "../../../../../server/src/disks/formats/reference-info/reference-info.ts";
import { renderReferenceInfo } from "../../../../../server/src/disks/formats/reference-info/render-reference-info.ts";
import { makeIdentity } from "../support/certificate-builder.ts";
import { buildCose, type Cbor, cbor, sha256 } from "../support/cose-builder.ts";

const signer = makeIdentity({ name: "Test signer", serial: 1 });
const [transaction, left, right] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)];

/** A receipt in CCF's profile for a statement, with two steps up the tree. */
function receipt(statement: Buffer): Buffer {
  const leaf: Cbor = [transaction, "ce:2.5:ab", sha256(statement)];
  const proof = cbor(
    new Map<number, Cbor>([
      [1, leaf],
      [
        2,
        [
          [true, left],
          [false, right],
        ],
      ],
    ]),
  );
  const header = cbor(
    new Map<number, Cbor>([
      [1, -35],
      [4, Buffer.from("key-1")],
      [395, 2],
      [15, new Map([[1, "ledger.example"]])],
    ]),
  );
  const proofs: Cbor = new Map([[396, new Map([[-1, [proof]]])]]);
  return Buffer.concat([Buffer.of(0xd2, 0x84), cbor(header), cbor(proofs), cbor(null), cbor(Buffer.alloc(96))]);
}

function withReceipt(make: (statement: Buffer) => Cbor): Buffer {
  const unprotected = (statement: Buffer): Cbor => new Map([[394, make(statement)]]);
  return buildCose({
    algorithm: -7,
    signer,
    header: [[33, signer.certificate]],
    payload: Buffer.from("{}"),
    unprotected,
  });
}

test("a receipt is about the message without its unprotected header", () => {
  let root = "";
  const bytes = withReceipt((statement) => {
    const leaf = sha256(transaction, sha256(Buffer.from("ce:2.5:ab")), sha256(statement));
    root = sha256(sha256(left, leaf), right).toString("hex");
    return [receipt(statement)];
  });
  const info = readReferenceInfo(bytes);
  assert.deepEqual(info.receipts, [
    { ledger: "ledger.example", keyId: "key-1", structure: 2, proofs: [{ coversMessage: true, root }] },
  ]);
  assert.deepEqual([info.signature.kind, info.problems], ["valid", []]);
  assert.match(
    renderReferenceInfo(info),
    /Receipt 1\n {2}ledger +ledger.example\n.*\n.*CCF, SHA-256\n {2}proof +covers this message\n/,
  );
});

test("a receipt of another message is found", () => {
  const info = readReferenceInfo(withReceipt(() => [receipt(Buffer.from("another"))]));
  assert.equal(info.receipts[0]?.proofs[0]?.coversMessage, false);
  assert.deepEqual(
    info.problems.map(({ code }) => code),
    ["cose-receipt"],
  );
  assert.match(renderReferenceInfo(info), /IS ABOUT ANOTHER MESSAGE/);
});

test("a receipt that cannot be read does not hide the next one", () => {
  const info = readReferenceInfo(withReceipt((statement) => [Buffer.of(1), "text", receipt(statement)]));
  assert.equal(info.receipts.length, 1);
  assert.deepEqual(
    info.problems.map(({ code }) => code),
    ["cose-untagged", "cose-unknown", "cose-receipt"],
  );
});

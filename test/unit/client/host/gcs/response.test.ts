import assert from "node:assert/strict";
import { test } from "node:test";
import {
  exitCodeOf,
  GuestError,
  readCapabilities,
  readResponse,
  successOf,
} from "../../../../../client/src/host/gcs/response.ts";

const read = (json: unknown) => {
  const response = readResponse(Buffer.from(JSON.stringify(json)));
  assert.ok(response);
  return response;
};

test("a failure is told in the guest's words, else by its name", () => {
  const refused = read({ Result: -2147467259, ErrorMessage: "policy refused" });
  assert.throws(() => successOf("ModifySettings", refused), /The guest refused ModifySettings: policy refused/);
  assert.throws(() => successOf("Start", read({ result: 0xc037010b | 0 })), /0xC037010B \(HCS_E_UNKNOWN_MESSAGE\)/);
});

test("a policy's decision arrives whole, however long the guest's words are", () => {
  const words = `denied: policyDecision< ${"e30=".repeat(12_000)} >policyDecision`;
  assert.equal(read({ Result: -2147467259, ErrorMessage: words }).errorMessage, words);
});

test("what is no JSON object is no response", () => {
  for (const text of ["", "[]", "null", "{", "7"]) assert.equal(readResponse(Buffer.from(text)), undefined);
});

test("member names match in any case, as in Go", () => {
  const body = {
    VERSION: 4,
    capabilities: {
      sendhostcreatemessage: true,
      RuntimeOsType: "Windows",
      GuestDefinedCapabilities: { LogForwardingSupported: true },
    },
  };
  assert.deepEqual(readCapabilities(body), {
    version: 4,
    sendCreate: true,
    sendStart: false,
    logForwarding: true,
    operatingSystem: "windows",
  });
  assert.equal(readCapabilities({ Version: 4, Capabilities: {} }), undefined);
});

test("a process that is not found any more has ended", () => {
  assert.equal(exitCodeOf(read({ Result: 0, ExitCode: 3221225786 })), 0xc000013a);
  assert.equal(exitCodeOf(read({ Result: 0x80070490 | 0 })), 0);
  assert.throws(() => exitCodeOf(read({ Result: -1 })), GuestError);
});

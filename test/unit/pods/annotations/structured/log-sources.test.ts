import assert from "node:assert/strict";
import { test } from "node:test";
import { parseLogSources } from "../../../../../server/src/pods/annotations/structured/log-sources.ts";

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");

const withProvider = (provider: object): string =>
  encode({ LogConfig: { sources: [{ type: "ETW", providers: [provider] }] } });

test("member names are matched without regard to case", () => {
  const text = encode({
    logconfig: { Sources: [{ Type: "ETW", Providers: [{ ProviderName: "x", Level: "Error" }] }] },
  });
  const read = parseLogSources(text, true);
  assert.ok(read.ok);
  assert.deepEqual(read.sources, [
    { type: "ETW", providers: [{ providerName: "x", providerGuid: "", level: "Error", keywords: "" }] },
  ]);
  assert.deepEqual(read.ignoredMembers, []);
});

test("an empty text and an empty object name no sources", () => {
  for (const text of ["", encode({}), encode(null)]) {
    const read = parseLogSources(text, true);
    assert.deepEqual(read.ok && read.sources, []);
  }
});

test("a misspelt member is ignored, and we can say which", () => {
  const read = parseLogSources(withProvider({ provider: "x" }), true);
  assert.deepEqual(read.ok && read.ignoredMembers, ["provider"]);
});

test("each step fails with hcsshim's text", () => {
  const reading = "failed to decode and unmarshal user log sources";
  const cases: readonly (readonly [string, string, string])[] = [
    ["{}", "base64", `${reading}: error decoding base64 log config: illegal base64 data at input byte 0`],
    [
      Buffer.from("<xml>").toString("base64"),
      "json",
      `${reading}: error unmarshalling user log config: invalid character '<' looking for beginning of value`,
    ],
    [
      encode({ LogConfig: { sources: {} } }),
      "json",
      `${reading}: error unmarshalling user log config: json: cannot unmarshal object into Go struct field LogConfig.LogConfig.sources of type []etw.Source`,
    ],
    [
      withProvider({ providerName: "x", providerGuid: "nope" }),
      "guid",
      'failed to apply GUID policy: invalid GUID "nope" for provider "x": invalid GUID "nope"',
    ],
  ];
  for (const [text, step, error] of cases) {
    const read = parseLogSources(text, true);
    assert.ok(!read.ok);
    assert.deepEqual([read.step, read.error], [step, error]);
  }
});

test("braces and blanks around a GUID do no harm", () => {
  const providerGuid = " { 80CE50DE-D264-4581-950D-ABADEEE0D340 } ";
  assert.ok(parseLogSources(withProvider({ providerName: "x", providerGuid }), true).ok);
});

test("a provider without a name is left to the guest where the pod is confidential", () => {
  const text = withProvider({ providerGuid: "nope" });
  assert.ok(parseLogSources(text, true).ok);
  assert.ok(!parseLogSources(text, false).ok);
});

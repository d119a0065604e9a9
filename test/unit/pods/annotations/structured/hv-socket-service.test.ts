import assert from "node:assert/strict";
import { test } from "node:test";
import {
  hvSocketPrefix,
  parseHvSocketEntry,
} from "../../../../../server/src/pods/annotations/structured/hv-socket-service.ts";

const guid = "12345678-1234-1234-1234-123456789abc";

test("a GUID of any case and a JSON object make a service", () => {
  const cases: readonly (readonly [string, object])[] = [
    ["{}", {}],
    ["null", {}], // Go takes null for nothing at all
    ['{"disabled":true,"allowwildcardbinds":true}', { AllowWildcardBinds: true, Disabled: true }],
    ['{"Disabled":true,"Disabled":false}', {}], // the last one counts
    ['{"BindSecurityDescriptor":"D:P(A;;FA;;;WD)"}', { BindSecurityDescriptor: "D:P(A;;FA;;;WD)" }],
  ];
  for (const [text, service] of cases) {
    const entry = parseHvSocketEntry(hvSocketPrefix + guid.toUpperCase(), text);
    assert.deepEqual(entry, { ok: true, guid, service, ignored: [] }, text);
  }
});

test("an unknown member is named and ignored", () => {
  const entry = parseHvSocketEntry(hvSocketPrefix + guid, '{"Unknown":1}');
  assert.ok(entry.ok);
  assert.deepEqual(entry.ignored, [{ drops: "member", message: "Unknown", start: 1, end: 10 }]);
});

test("a bad key or value drops the entry with the shim's text", () => {
  const cases: readonly (readonly [string, string, "guid" | "value", string])[] = [
    ["bad", "{}", "guid", 'invalid GUID "bad"'],
    ["", "{}", "guid", 'invalid GUID ""'],
    [`{${guid}}`, "{}", "guid", `invalid GUID "{${guid}}"`],
    [guid, "[]", "value", "json: cannot unmarshal array into Go value of type hcsschema.HvSocketServiceConfig"],
    [
      guid,
      '{"BindSecurityDescriptor":5}',
      "value",
      "json: cannot unmarshal number into Go struct field HvSocketServiceConfig.BindSecurityDescriptor of type string",
    ],
    [guid, "", "value", "unexpected end of JSON input"],
  ];
  for (const [name, text, part, error] of cases) {
    const entry = parseHvSocketEntry(hvSocketPrefix + name, text);
    assert.ok(!entry.ok);
    assert.deepEqual([entry.part, entry.error], [part, error]);
  }
});

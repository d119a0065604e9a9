import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRegistryValues } from "../../../../../server/src/pods/annotations/structured/registry-values.ts";

const item = {
  Key: { Hive: "System", Name: "CurrentControlSet\\Services\\foo" },
  Name: "Start",
  Type: "DWord",
  DWordValue: 3,
};

const parseItem = (changes: object) => parseRegistryValues(JSON.stringify([{ ...item, ...changes }]));

test("a value in a permitted place is applied", () => {
  const places: readonly (readonly [string, string])[] = [
    ["System", "CurrentControlSet\\Services\\foo"],
    ["System", "currentcontrolset\\services\\foo"], // names are compared without regard to case
    ["System", "CurrentControlSet\\ServicesEvil"], // a plain prefix, not a path
    ["System", "CurrentControlSet\\Policies"],
    ["System", "Software\\x"],
    ["Software", "anything"],
  ];
  for (const [Hive, Name] of places) {
    const { values, problems } = parseItem({ Key: { Hive, Name } });
    assert.deepEqual({ values, problems }, { values: [{ ...item, Key: { Hive, Name } }], problems: [] });
  }
});

test("a bad item is dropped alone, with hcsshim's warning", () => {
  const refusals: readonly (readonly [object, string])[] = [
    [{ Key: null }, "registry key is required"],
    [{ Key: { Hive: "SYSTEM", Name: "x" } }, "invalid registry key hive"], // hives are compared exactly
    [{ Key: { Hive: "System", Name: "" } }, "registry key name is required"],
    [{ Name: "" }, "registry name is required"],
    [{ Type: "dword" }, "invalid registry value type"],
    [{ StringValue: "x" }, "multiple values set"],
    [{ QWordValue: 1 }, "multiple values set"],
    [{ Key: { Hive: "Security", Name: "x" } }, "registry value is not permitted to be set"],
    [{ Key: { Hive: "System", Name: "Setup" } }, "registry value is not permitted to be set"],
  ];
  for (const [changes, message] of refusals) {
    const text = JSON.stringify([item, { ...item, ...changes }]);
    const { values, problems } = parseRegistryValues(text);
    assert.deepEqual(values, [item]);
    assert.deepEqual(
      problems.map((problem) => [problem.drops, problem.message, text.charAt(problem.start)]),
      [["item", message, "{"]],
    );
  }
});

test("one number outside of int32 drops the whole list", () => {
  const prefix = "json: cannot unmarshal number";
  const field = "into Go struct field RegistryValue";
  const cases: readonly (readonly [string, string])[] = [
    ['"DWordValue": 2147483648', `${prefix} 2147483648 ${field}.DWordValue of type int32`],
    ['"QWordValue": 4294967296', `${prefix} 4294967296 ${field}.QWordValue of type int32`],
    ['"DWordValue": 1.0', `${prefix} 1.0 ${field}.DWordValue of type int32`],
    ['"DWordValue": "1"', `json: cannot unmarshal string ${field}.DWordValue of type int32`],
  ];
  for (const [member, message] of cases) {
    const text = `[${JSON.stringify(item)}, {${member}}]`;
    const { values, problems } = parseRegistryValues(text);
    assert.deepEqual(values, []);
    const [problem] = problems;
    assert.deepEqual([problem?.drops, problem?.message], ["value", message]);
    assert.equal(text.slice(problem?.start, problem?.end), member.split(": ")[1]);
  }
});

test("a key of another type is named with its path", () => {
  const { problems } = parseRegistryValues('[{"Key": {"Hive": 1}}]');
  assert.equal(
    problems[0]?.message,
    "json: cannot unmarshal number into Go struct field RegistryKey.Key.Hive of type hcsschema.RegistryHive",
  );
});

test("member names are matched without regard to case, and unknown ones are ignored", () => {
  const text = '[{"key":{"HIVE":"Software","name":"a"},"NAME":"b","type":"String","stringValue":"c","Vlaue":1}]';
  const { values, problems } = parseRegistryValues(text);
  assert.deepEqual(values, [{ Key: { Hive: "Software", Name: "a" }, Name: "b", Type: "String", StringValue: "c" }]);
  assert.deepEqual(
    problems.map((problem) => [problem.drops, problem.message, text.slice(problem.start, problem.end)]),
    [["member", "Vlaue", '"Vlaue"']],
  );
});

test("a zero is lost on the way to HCS", () => {
  const [value] = parseItem({ DWordValue: 0 }).values;
  assert.ok(value !== undefined && !("DWordValue" in value));
});

test("nothing to read is nothing wrong", () => {
  for (const text of ["", "[]", "null"]) assert.deepEqual(parseRegistryValues(text), { values: [], problems: [] });
});

test("an object instead of a list is refused", () => {
  assert.equal(
    parseRegistryValues("{}").problems[0]?.message,
    "json: cannot unmarshal object into Go value of type []hcsschema.RegistryValue",
  );
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { runCases, sandboxFindings } from "./cases.ts";

const item = (changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  Key: { Hive: "System", Name: "CurrentControlSet\\Services\\Demo" },
  Name: "Start",
  Type: "DWord",
  DWordValue: 4,
  ...changes,
});
const values = (...items: readonly unknown[]) => ({ "vm.wcow.additional-reg-keys": JSON.stringify(items) });
const dropped = ["warning registry-value-dropped vm.wcow.additional-reg-keys"];
const unreadable = ["warning registry-values-unreadable vm.wcow.additional-reg-keys"];

runCases("registry values", "windows", [
  { name: "a good one", annotations: values(item()), finds: [] },
  { name: "an empty text is no list", annotations: { "vm.wcow.additional-reg-keys": "" }, finds: [] },
  { name: "no JSON", annotations: { "vm.wcow.additional-reg-keys": "[" }, finds: unreadable },
  { name: "no array", annotations: { "vm.wcow.additional-reg-keys": "{}" }, finds: unreadable },
  {
    name: "one number beyond 32 bits drops them all",
    annotations: values(item(), item({ DWordValue: 2 ** 31 })),
    finds: unreadable,
  },
  {
    name: "QWords have 32 bits as well",
    annotations: values(item({ Type: "QWord", DWordValue: 0, QWordValue: 2 ** 31 })),
    finds: unreadable,
  },
  { name: "no key", annotations: values({ Name: "Start", Type: "DWord" }), finds: dropped },
  {
    name: "hives are compared byte for byte",
    annotations: values(item({ Key: { Hive: "SYSTEM", Name: "Software" } })),
    finds: dropped,
  },
  { name: "names are not", annotations: values(item({ Key: { Hive: "System", Name: "software\\demo" } })), finds: [] },
  { name: "two values", annotations: values(item({ StringValue: "4" })), finds: dropped },
  { name: "a place that is not open", annotations: values(item({ Key: { Hive: "Sam", Name: "x" } })), finds: dropped },
]);

suite("the message on dropped registry values", () => {
  test("counts those with one reason and names the way out", () => {
    const [finding] = sandboxFindings(values(item({ Type: "dword" }), item({ Type: "REG_SZ" }), item()));
    assert.match(
      finding?.message ?? "",
      /^hcsshim leaves out 2 registry values: invalid registry value type .*\. Write a type such as String, DWord or QWord/,
    );
  });
});

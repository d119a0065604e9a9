import { parseRegistryValues } from "../../annotations/structured/registry-values.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import type { Rule } from "../rule.ts";
import { onValue } from "../support/report.ts";
import { windowsRule } from "./support/vm-rule.ts";

const values = "io.microsoft.virtualmachine.wcow.additional-reg-keys";
const goodItem =
  '{"Key":{"Hive":"System","Name":"CurrentControlSet\\\\Services\\\\Demo"},"Name":"Start","Type":"DWord","DWordValue":4}';

/** What to write instead, by hcsshim's reason. */
const advice: ReadonlyMap<string, string> = new Map([
  ["registry key is required", "Give its Key with Hive and Name."],
  ["invalid registry key hive", 'Write the hive as "System" or "Software", in this spelling.'],
  ["registry key name is required", "Give Key.Name."],
  ["registry name is required", "Give its Name."],
  ["invalid registry value type", "Write a type such as String, DWord or QWord, in this spelling."],
  ["multiple values set", "Give one of StringValue, BinaryValue, DWordValue and QWordValue."],
  [
    "registry value is not permitted to be set",
    "Only System\\CurrentControlSet\\Services and \\Policies, System\\Software and the Software hive are open.",
  ],
]);

const unreadable: Rule = windowsRule({
  code: "registry-values-unreadable",
  title: "Registry values that do not decode",
  severity: "warning",
  about: [keys.additionalRegistryKeys],
  help: `\`wcow.additional-reg-keys\` is a JSON array of HCS registry values. Where it does not decode, hcsshim logs that and sets
**none** of them. All its numbers are signed 32-bit ones, \`QWordValue\` too: a single 2147483648 is enough.

Source: \`internal/oci/annotations.go:parseRegistryValues\`.`,
  examples: {
    bad: `${values}: '[${goodItem.replace("4}", "2147483648}")}]'`,
    good: `${values}: '[${goodItem}]'`,
  },
  check(context, tell) {
    const list = context.get(keys.additionalRegistryKeys);
    if (list === undefined) return;
    const whole = parseRegistryValues(list.value).problems.find(({ drops }) => drops === "value");
    if (whole === undefined) return;
    tell(
      onValue(
        list,
        `hcsshim sets none of these registry values, because the list does not decode: ${whole.message}. Write a JSON array of HCS registry values.`,
      ),
    );
  },
});

const dropped: Rule = windowsRule({
  code: "registry-value-dropped",
  title: "Registry value that hcsshim drops",
  severity: "warning",
  about: [keys.additionalRegistryKeys],
  help: `hcsshim checks every item of \`wcow.additional-reg-keys\` and leaves out the bad ones with a line in its log: hive and type are
spelt exactly (\`System\`, \`Software\`, \`DWord\`, …), one value is given, and the key lies below \`System\\CurrentControlSet\\Services\`,
\`System\\CurrentControlSet\\Policies\`, \`System\\Software\` or in \`Software\`.

Source: \`internal/oci/annotations.go:parseRegistryValues\`.`,
  examples: {
    bad: `${values}: '[${goodItem.replace('"System"', '"SYSTEM"')}]'`,
    good: `${values}: '[${goodItem}]'`,
  },
  check(context, tell) {
    const list = context.get(keys.additionalRegistryKeys);
    if (list === undefined) return;
    const reasons = new Map<string, number>();
    for (const { drops, message } of parseRegistryValues(list.value).problems) {
      if (drops === "item") reasons.set(message, (reasons.get(message) ?? 0) + 1);
    }
    for (const [reason, count] of reasons) {
      const what = count === 1 ? "one registry value" : `${count} registry values`;
      tell(onValue(list, `hcsshim leaves out ${what}: ${reason}. ${advice.get(reason) ?? ""}`.trim()));
    }
  },
});

/** Registry values of the Windows VM. */
export const registryRules: readonly Rule[] = [unreadable, dropped];

import assert from "node:assert/strict";
import { test } from "node:test";
import { describeBadValue, describeKind, describeType } from "../../../../server/src/pods/annotations/describe-type.ts";
import { allFacts, lookup } from "../../../../server/src/pods/annotations/registry.ts";

const typeOf = (key: string): string => {
  const fact = lookup(`io.microsoft.${key}`);
  assert.ok(fact !== undefined, key);
  return describeType(fact);
};

test("a grammar is told in words", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["wcow.debug", "Boolean as Go's strconv.ParseBool reads it: 1 t T TRUE true True 0 f F FALSE false False"],
    [
      "virtualmachine.wcow.isolation_type",
      "one of SecureNestedPaging, SNP, VirtualizationBasedSecurity, VBS, GuestStateOnly; letter case counts",
    ],
    ["virtualmachine.wcow.enforcer", "exactly rego, or empty; letter case counts"],
    ["wcow.debug_data_path", "path of a folder on the host"],
    ["virtualmachine.lcow.gueststatefile", "file name in the boot folder"],
    [
      "virtualmachine.computetopology.memory.lowmmiogapinmb",
      "whole number from 0 to 18446744073709551615, digits only: no sign, blank, decimal point or unit; in MB",
    ],
  ];
  for (const [key, text] of cases) assert.equal(typeOf(key), text);
});

test("every fact can be told", () => {
  for (const fact of allFacts) {
    assert.match(describeType(fact), /\S/, fact.key);
    assert.match(describeBadValue(fact), /\.$/, fact.key);
    for (const kind of fact.platforms) assert.match(describeKind(kind), /(?:VM|container)$/);
  }
});

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { isolationTypeMeant } from "../../../../../server/src/pods/uvm/isolation-types.ts";
import { policy, runCases } from "./cases.ts";

const confidential = { "vm.wcow.securitypolicy": policy };
const typed = (type: string) => ({ ...confidential, "vm.wcow.isolation_type": type });
const invalid = ["error isolation-type-invalid vm.wcow.isolation_type"];
const short = ["information isolation-type-shorthand vm.wcow.isolation_type"];

runCases("the isolation type", "windows", [
  { name: "long names", annotations: typed("VirtualizationBasedSecurity"), finds: [] },
  { name: "SNP is expanded", annotations: typed("SNP"), finds: short },
  { name: "VBS is expanded", annotations: typed("VBS"), finds: short },
  { name: "GSO is not", annotations: typed("GSO"), finds: invalid },
  { name: "letter case counts", annotations: typed("securenestedpaging"), finds: invalid },
  { name: "blanks count", annotations: typed(" SNP"), finds: invalid },
  { name: "empty is no default", annotations: typed(""), finds: invalid },
  { name: "HCS's other types are not taken", annotations: typed("TrustDomain"), finds: invalid },
  {
    name: "without a policy not even a wrong one is read",
    annotations: { "vm.wcow.isolation_type": "bad" },
    finds: ["warning confidential-key-without-policy vm.wcow.isolation_type"],
  },
]);

runCases("no_security_hardware of a Windows pod", "windows", [
  {
    name: "alone it chooses GuestStateOnly",
    annotations: { ...confidential, "vm.no_security_hardware": "1" },
    finds: ["information no-security-hardware vm.no_security_hardware"],
  },
  {
    name: "an explicit type wins silently",
    annotations: { ...typed("SecureNestedPaging"), "vm.no_security_hardware": "true" },
    finds: ["warning no-security-hardware-overridden vm.no_security_hardware"],
  },
  {
    name: "GuestStateOnly is what it would choose",
    annotations: { ...typed("GuestStateOnly"), "vm.no_security_hardware": "true" },
    finds: ["hint no-security-hardware-overridden vm.no_security_hardware"],
  },
  {
    name: "beside a refused type only that is said",
    annotations: { ...typed("bad"), "vm.no_security_hardware": "true" },
    finds: invalid,
  },
  {
    name: "false is the default",
    annotations: { ...typed("GuestStateOnly"), "vm.no_security_hardware": "false" },
    finds: [],
  },
  {
    name: "without a policy it is not read",
    annotations: { "vm.no_security_hardware": "true" },
    finds: ["warning confidential-key-without-policy vm.no_security_hardware"],
  },
]);

suite("what a misspelt isolation type means", () => {
  const meanings: readonly (readonly [text: string, meant: string | undefined])[] = [
    ["snp", "SecureNestedPaging"],
    ["SEV-SNP", "SecureNestedPaging"],
    ["virtualization based security", "VirtualizationBasedSecurity"],
    ["GSO", "GuestStateOnly"],
    ["SNP,VBS", undefined],
    ["", undefined],
  ];
  for (const [text, meant] of meanings) {
    test(`${JSON.stringify(text)}: ${meant}`, () => assert.equal(isolationTypeMeant(text), meant));
  }
});

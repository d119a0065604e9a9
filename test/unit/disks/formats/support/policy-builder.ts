import { guidBytes } from "../../support/guid-bytes.ts";
import { u16, u32, utf16 } from "./bytes.ts";

export interface PolicySpec {
  readonly format?: number;
  readonly name?: string;
  readonly id?: string;
  readonly policyId?: string;
  readonly basePolicyId?: string;
}

export const policyType = "a244370e-44c9-4c06-b551-f6016e563076";
export const platform = "2e07f7e4-194c-4d20-b7c9-6f44a6c5a234";

function blob(bytes: Buffer): Buffer {
  return Buffer.concat([u32(bytes.length), bytes, Buffer.alloc((4 - (bytes.length % 4)) & 3)]);
}

function text(value: string): Buffer {
  return blob(utf16(value));
}

function setting(name: string, value: string): Buffer {
  return Buffer.concat([text("PolicyInfo"), text("Information"), text(name), u32(3), text(value)]);
}

/** A binary policy with one of everything: an EKU, a file rule, two signers, a scenario, settings of each type. */
export function buildPolicy({
  format = 8,
  name = "Test policy",
  id = "2026",
  policyId,
  basePolicyId,
}: PolicySpec = {}): Buffer {
  const own = policyId ?? "00000000-0000-0000-0000-00000000000a";
  const header = [
    u32(format),
    guidBytes(policyType),
    guidBytes(platform),
    u32(0x80000004, 1, 1, 2, 1),
    u16(4, 3, 2, 1),
    u32(64),
  ];
  const rules = [
    blob(Buffer.from([1, 2, 3])),
    Buffer.concat([u32(0), text("bad.sys"), Buffer.alloc(8), blob(Buffer.alloc(32))]),
    Buffer.concat([u32(0), blob(Buffer.alloc(32)), u32(1, 0), text("Issuer"), text(""), text(""), u32(1, 0)]),
    Buffer.concat([u32(1, 6), u32(0), text(""), text("Publisher"), text(""), u32(0)]),
    u32(1, 0),
    u32(0),
    // Scenario 131 with a signer that has an exception, a denied one, and a file rule.
    u32(131, 1, 2, 0x800c, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0),
    u32(0, 5),
    Buffer.concat([text("P"), text("K"), text("flag"), u32(0, 1)]),
    Buffer.concat([text("P"), text("K"), text("number"), u32(1, 42)]),
    Buffer.concat([text("P"), text("K"), text("bytes"), u32(2), blob(Buffer.from([9]))]),
    setting("Name", name),
    setting("Id", id),
  ];
  const later = [
    Buffer.concat([u32(3), Buffer.alloc(8), u32(1), text("macro"), Buffer.alloc(16)]),
    Buffer.concat([u32(4), text("internal"), text(""), text("")]),
    Buffer.concat([u32(5), text(""), Buffer.alloc(8)]),
    Buffer.concat([u32(6), guidBytes(own), guidBytes(basePolicyId ?? own), u32(0)]),
    Buffer.concat([u32(7), text("%OSDRIVE%")]),
    u32(8),
  ];
  return Buffer.concat([...header, ...rules, ...later.slice(0, Math.max(0, format - 2))]);
}

import type { PolicyHeader } from "./policy-header.ts";
import type { PolicyReader } from "./policy-reader.ts";

/** What stands behind the rules: who the policy is. */
export interface PolicyIdentity {
  /** From the setting PolicyInfo\Information\Name. */
  name: string | undefined;
  /** From the setting PolicyInfo\Information\Id: the author's text. */
  infoId: string | undefined;
  /** Format 6 and later. */
  policyId: string | undefined;
  basePolicyId: string | undefined;
}

const wellKnownRoot = 1;
const settingTypes = { boolean: 0, number: 1, bytes: 2, text: 3 } as const;

/** Reads past the rules, each of its own length, into `identity`; what was read before a damage stays. */
export function readPolicyBody(reader: PolicyReader, header: PolicyHeader, identity: PolicyIdentity): void {
  const { ekus, fileRules, signers, scenarios } = header;
  reader.times(ekus, "EKUs", () => reader.blob("EKU"));
  reader.times(fileRules, "file rules", () => readFileRule(reader));
  reader.times(signers, "signers", () => readSigner(reader));
  reader.list("update policy signers", () => reader.u32("update policy signer"));
  reader.list("code integrity signers", () => reader.u32("code integrity signer"));
  reader.times(scenarios, "signing scenarios", () => readScenario(reader));
  reader.u32("HVCI options");
  reader.list("settings", () => readSetting(reader, identity));
  readLaterFormats(reader, header, identity);
}

function readFileRule(reader: PolicyReader): void {
  reader.u32("file rule type");
  reader.blob("file name");
  reader.skip(8, "minimum file version");
  reader.blob("file hash");
}

function readSigner(reader: PolicyReader): void {
  if (reader.u32("root type") === wellKnownRoot) reader.u32("well-known root");
  else reader.blob("root hash");
  reader.list("signer's EKUs", () => reader.u32("EKU"));
  for (const field of ["issuer", "publisher", "OEM id"]) reader.blob(field);
  reader.list("signer's file attributes", () => reader.u32("file attribute"));
}

function readScenario(reader: PolicyReader): void {
  reader.u32("scenario");
  reader.list("inherited scenarios", () => reader.u32("inherited scenario"));
  reader.u32("minimum hash algorithm");
  // Product, test and test-signing signers, each as allowed and denied ones and references to file rules.
  for (const kind of ["product", "test", "test-signing"]) {
    for (const verdict of ["allowed", "denied"]) {
      reader.list(`${verdict} ${kind} signers`, () => {
        reader.u32("signer");
        reader.list("exceptions", () => reader.u32("exception"));
      });
    }
    reader.list("file rule references", () => reader.u32("file rule"));
  }
}

function readSetting(reader: PolicyReader, identity: PolicyIdentity): void {
  const path = [reader.text("provider"), reader.text("key"), reader.text("value name")].join("\\").toLowerCase();
  const type = reader.u32("setting type");
  if (type === settingTypes.bytes) reader.blob("setting");
  else if (type !== settingTypes.text) reader.u32("setting");
  else {
    const value = reader.text("setting");
    if (path === "policyinfo\\information\\name") identity.name = value;
    if (path === "policyinfo\\information\\id") identity.infoId = value;
  }
}

/** Each later format appends a block that begins with its number. */
function readLaterFormats(
  reader: PolicyReader,
  { formatVersion, fileRules, signers }: PolicyHeader,
  identity: PolicyIdentity,
): void {
  const follows = (format: number): boolean =>
    formatVersion >= format && !reader.atEnd && reader.u32("format block") === format;
  if (!follows(3)) return;
  reader.times(fileRules, "file rules", () => {
    reader.skip(8, "maximum file version");
    reader.list("macro texts", () => reader.blob("macro text"));
  });
  reader.skip(signers * 8, "signing times");
  if (!follows(4)) return;
  reader.times(fileRules * 3, "file rule names", () => reader.blob("internal name, description or product"));
  if (!follows(5)) return;
  reader.times(fileRules, "file rules", () => {
    reader.blob("package family name");
    reader.skip(8, "package version");
  });
  if (!follows(6)) return;
  identity.policyId = reader.guid("policy id");
  identity.basePolicyId = reader.guid("base policy id");
}

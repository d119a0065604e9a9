import { problemLines } from "../problem-lines.ts";
import { columns, counted, labeled, oneLine } from "../text.ts";
import type { VmgsFile } from "./file-table.ts";
import type { GuestState } from "./guest-state.ts";
import type { NvramVariable } from "./nvram.ts";
import { nvramValue } from "./nvram-value.ts";
import type { KeyDatabase, SecureBootState } from "./secure-boot.ts";
import { vendorName } from "./vendors.ts";

/** The guest state as text. Secrets are named with their size and never shown. */
export function renderGuestState(state: GuestState): string {
  const { header, files, variables, secureBoot } = state;
  const lines = [
    "VM guest state (VMGS)",
    ...labeled([
      ["version", `${header.version >>> 16}.${header.version & 0xffff}`],
      ["header", `at ${header.offset}, sequence ${header.sequence}`],
      ["encryption", encryption(state)],
      ...(header.markers & 1 ? [["provisioned", "anew"] as const] : []),
      ...(state.uniqueId ? [["VM unique id", state.uniqueId] as const] : []),
      ...(state.provisioning ? [["provisioning", oneLine(state.provisioning)] as const] : []),
    ]),
    "",
    `Files: ${files.length}`,
    ...columns(files.map(fileRow)),
  ];
  if (secureBoot !== undefined) lines.push("", ...renderSecureBoot(secureBoot));
  if (variables !== undefined)
    lines.push("", `UEFI variables: ${variables.length}`, ...columns(variables.map(variableRow)));
  lines.push(...problemLines(state.problems));
  return `${lines.join("\n")}\n`;
}

function encryption({ header, files }: GuestState): string {
  if (header.encryption === 0) return "none";
  const name = header.encryption === 1 ? "AES-256-GCM" : `algorithm ${header.encryption}`;
  const count = files.filter(({ encrypted }) => encrypted).length;
  const keys = header.keySlots.filter(Boolean).length;
  return `${name}: ${counted(count, "file")} encrypted, not readable without the key; ${counted(keys, "key slot")} in use`;
}

function fileRow({ id, name, purpose, size, allocated, encrypted, secret }: VmgsFile): string[] {
  const notes = [encrypted ? "encrypted" : "", secret ? "content not shown" : ""].filter(Boolean).join(", ");
  return [String(id).padStart(2), name, `${size} of ${allocated} bytes`, purpose, notes];
}

function variableRow(variable: NvramVariable): string[] {
  const size = counted(variable.data.length, "byte");
  return [variable.name, vendorName(variable.vendor), attributes(variable.attributes), size, nvramValue(variable)];
}

function renderSecureBoot({ state, setupMode, databases }: SecureBootState): string[] {
  const mode = setupMode ? "; no platform key is stored (setup mode)" : "";
  const word = state === "unknown" ? "not stored" : state;
  return [`Secure Boot: ${word}${mode}`, ...databases.flatMap(renderDatabase)];
}

function renderDatabase({ name, size, content }: KeyDatabase): string[] {
  if (content === undefined) return [`  ${name}: ${counted(size, "byte")} that are not signature lists`];
  const counts = [
    counted(content.certificates.length, "certificate"),
    counted(content.hashes, "SHA-256 hash", "SHA-256 hashes"),
    ...(content.others > 0 ? [`${content.others} of other kinds`] : []),
  ];
  return [`  ${name}: ${counts.join(", ")}`, ...content.certificates.map((certificate) => `    ${certificate}`)];
}

const attributeLetters = ["NV", "BS", "RT", "HR", "AW", "AT", "AP", "EA"];

/** EFI_VARIABLE_* bits: non-volatile, boot service, runtime, hardware error, (time based) authenticated, append, enhanced. */
function attributes(bits: number): string {
  return attributeLetters.filter((_, index) => bits & (1 << index)).join("+");
}

import { isolationTypeOf, shorthands } from "../isolation-types.ts";
import { confidentialMemoryInMB } from "../wcow-policy.ts";
import type { CwcowInput } from "./cwcow-input.ts";

/** The long name of a shorthand that annotations know and uvmboot does not; any other text as it is. */
export const expandIsolationType = (written: string): string => shorthands.get(written) ?? written;

/** Where the plan differs from what uvmboot does with the same flags. */
export function cwcowDeviations(input: CwcowInput): readonly string[] {
  const { isolationType: written } = input;
  const expanded = expandIsolationType(written);
  return [
    ...(expanded === written
      ? []
      : [`--isolation-type ${written} means ${expanded}; uvmboot sends the shorthand to HCS`]),
    "the VM gets a copy of the VMGS file; uvmboot attaches the original",
    ...(input.writableEfi ? ["the VM gets a copy of the EFI VHD; uvmboot lets it write to the original"] : []),
    "the shared folder has an absolute path; uvmboot gives HCS the relative path EmptyDoNotModify",
    ...(input.debugMode
      ? ["the debug VHDs are saved after every boot; uvmboot hangs after a good one and then saves nothing"]
      : []),
    ...(input.securityPolicy === undefined
      ? ["the guest is not asked to forward logs, which uvmboot's own policy denies"]
      : []),
  ];
}

/** What is doubtful about the flags, though uvmboot takes them. */
export function cwcowWarnings(input: CwcowInput): readonly string[] {
  const type = expandIsolationType(input.isolationType);
  return [
    ...(type === ""
      ? ["no isolation type: the VM is made with SecureNestedPaging and a screen, which does not work"]
      : []),
    ...(type !== "" && isolationTypeOf(type) === undefined
      ? [`the isolation type "${type}" is not one of a confidential Windows VM; it starts with the VMGS file of SNP`]
      : []),
    ...(input.securityPolicy === "" ? ["the empty policy makes the guest allow everything"] : []),
    ...((input.memory ?? confidentialMemoryInMB) < confidentialMemoryInMB
      ? ["a confidential pod needs 2048 MB of memory at least"]
      : []),
  ];
}

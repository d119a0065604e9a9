import type { BootFilesInput, BootPlanParams, BootSource, MachinePaths } from "../../protocol.ts";
import { fieldOf, wholeNumber } from "../../unknown.ts";

const textOf = (value: unknown, name: string): string => {
  const text = fieldOf(value, name);
  return typeof text === "string" ? text : "";
};
const isOn = (value: unknown, name: string): boolean => fieldOf(value, name) === true;

function filesOf(value: unknown): BootFilesInput {
  const policy = fieldOf(value, "securityPolicy");
  return {
    folder: textOf(value, "folder"),
    isolationType: textOf(value, "isolationType"),
    ...(typeof policy === "string" ? { securityPolicy: policy } : {}),
    disableSecureBoot: isOn(value, "disableSecureBoot"),
    writableEfi: isOn(value, "writableEfi"),
    debugDataPath: textOf(value, "debugDataPath"),
  };
}

function sourceOf(value: unknown): BootSource | undefined {
  const kind = fieldOf(value, "kind");
  if (kind === "boot-files") return { kind, files: filesOf(fieldOf(value, "files")) };
  const sandboxIndex = wholeNumber(fieldOf(value, "sandboxIndex"), 0, Number.MAX_SAFE_INTEGER);
  return kind === "sandbox" && sandboxIndex !== undefined
    ? { kind, uri: textOf(value, "uri"), sandboxIndex }
    : undefined;
}

function machineOf(value: unknown): MachinePaths {
  return fieldOf(value, "kind") === "posix"
    ? { kind: "posix", drivesFolder: textOf(value, "drivesFolder"), pipePrefix: textOf(value, "pipePrefix") }
    : { kind: "windows" };
}

/** Parameters of a boot plan as they came from the client; undefined where they are none. */
export function readBootPlanParams(params: unknown): BootPlanParams | undefined {
  const source = sourceOf(fieldOf(params, "source"));
  const runFolder = textOf(params, "runFolder");
  if (source === undefined || runFolder === "") return undefined;
  return {
    source,
    suffix: textOf(params, "suffix"),
    runFolder,
    scratchVhd: textOf(params, "scratchVhd"),
    machine: machineOf(fieldOf(params, "machine")),
  };
}

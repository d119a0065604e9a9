import type { RuntimeHandler } from "./containerd-config.ts";

/** Type of a runtime option in TOML. */
export type OptionType = "boolean" | "text" | "number" | "texts";

/**
 * The options of hcsshim's shim (`runhcs.proto`, message Options) with the type that containerd decodes them as. Enums are
 * numbers; `texts` is a table of texts.
 */
export const runtimeOptions: ReadonlyMap<string, OptionType> = new Map([
  ["Debug", "boolean"],
  ["DebugType", "number"],
  ["RegistryRoot", "text"],
  ["SandboxImage", "text"],
  ["SandboxPlatform", "text"],
  ["SandboxIsolation", "number"],
  ["BootFilesRootPath", "text"],
  ["VmProcessorCount", "number"],
  ["VmMemorySizeInMb", "number"],
  ["GPUVHDPath", "text"],
  ["ScaleCpuLimitsToSandbox", "boolean"],
  ["DefaultContainerScratchSizeInGb", "number"],
  ["DefaultVmScratchSizeInGb", "number"],
  ["ShareScratch", "boolean"],
  ["NCProxyAddr", "text"],
  ["LogLevel", "text"],
  ["IoRetryTimeoutInSec", "number"],
  ["DefaultContainerAnnotations", "texts"],
  ["NoInheritHostTimezone", "boolean"],
  ["ScrubLogs", "boolean"],
]);

/** Options that hcsshim declares and never looks at. */
export const unreadOptions: ReadonlySet<string> = new Set(["GPUVHDPath", "NoInheritHostTimezone"]);

const byFoldedName = new Map([...runtimeOptions.keys()].map((name) => [name.toLowerCase(), name]));

/** The option that a name means: TOML's decoder does not look at letter case. Undefined for none. */
export const optionNamed = (name: string): string | undefined => byFoldedName.get(name.toLowerCase());

/** The value of an option under any spelling. */
export function optionOf(options: ReadonlyMap<string, unknown>, name: string): unknown {
  if (options.has(name)) return options.get(name);
  for (const [written, value] of options) if (optionNamed(written) === name) return value;
  return undefined;
}

/** Options of containerd's built-in handlers, which a configuration's own are merged into. */
const builtInOptions: ReadonlyMap<string, ReadonlyMap<string, unknown>> = new Map([
  ["runhcs-wcow-process", new Map([["ScrubLogs", true]])],
  [
    "runhcs-wcow-hypervisor",
    new Map<string, unknown>([
      ["ScrubLogs", true],
      ["SandboxIsolation", 1],
      ["ScaleCpuLimitsToSandbox", true],
    ]),
  ],
]);

/** Whether containerd has a handler of this name without any configuration (`internal/cri/config/config_windows.go`). */
export const isBuiltIn = (handler: string): boolean => builtInOptions.has(handler);

/** The value of an option under any spelling, or that which containerd has built in for the handler. */
export const effectiveOption = ({ name, options }: RuntimeHandler, option: string): unknown =>
  optionOf(options, option) ?? builtInOptions.get(name)?.get(option);

/** Whether a value is a whole number of 32 bits with a sign. */
export const isWholeNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && Math.abs(value) <= 0x7fffffff;

/** Whether a value has a type; numbers must be whole and fit 32 bits with a sign. */
export function hasOptionType(value: unknown, type: OptionType): boolean {
  switch (type) {
    case "boolean":
      return typeof value === "boolean";
    case "text":
      return typeof value === "string";
    case "number":
      return isWholeNumber(value);
    case "texts":
      return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        Object.values(value).every((item) => typeof item === "string")
      );
  }
}

import { defaultTarget, hcsshimVersions, highestBuild, mostProcessors, type Target } from "../pods/target.ts";
import { readContainerd } from "./read-containerd.ts";
import { UsageError } from "./usage-error.ts";

/** Options of every command that reads specs, for `util.parseArgs`. */
export const targetOptions = {
  platform: { type: "string" },
  isolation: { type: "string" },
  hcsshim: { type: "string" },
  "host-processors": { type: "string" },
  "shim-dir": { type: "string" },
  "windows-build": { type: "string" },
  "containerd-config": { type: "string" },
  "runtime-handler": { type: "string" },
} as const;

/** Their values as given. */
export type TargetValues = { readonly [name in keyof typeof targetOptions]?: string };

/**
 * What the options make of the default target.
 * @param folder where relative paths begin.
 */
export function readTarget(values: TargetValues, folder: string): Target {
  const shimDirectory = values["shim-dir"];
  if (shimDirectory === "") throw new UsageError("--shim-dir needs a folder.");
  const runtimeHandler = values["runtime-handler"];
  if (runtimeHandler === "") throw new UsageError("--runtime-handler needs a name.");
  const config = values["containerd-config"];
  const base = config === undefined ? defaultTarget : readContainerd(defaultTarget, config, folder, runtimeHandler);
  return {
    ...base,
    runtimeHandler,
    platform: choice("--platform", ["wcow", "lcow"], values.platform) ?? defaultTarget.platform,
    isolation: choice("--isolation", ["hypervisor", "process"], values.isolation) ?? defaultTarget.isolation,
    hcsshim: choice("--hcsshim", hcsshimVersions, values.hcsshim) ?? defaultTarget.hcsshim,
    hostProcessors:
      count("--host-processors", values["host-processors"], mostProcessors) ?? defaultTarget.hostProcessors,
    shimDirectory: shimDirectory ?? defaultTarget.shimDirectory,
    windowsBuild: count("--windows-build", values["windows-build"], highestBuild) ?? defaultTarget.windowsBuild,
  };
}

/** The value, which must be one of the choices; undefined where the option was not given. */
export function choice<const T extends string>(
  option: string,
  choices: readonly T[],
  value: string | undefined,
): T | undefined {
  if (value === undefined) return undefined;
  const known = choices.find((each) => each === value);
  if (known === undefined) throw new UsageError(`${option} takes ${choices.join(", ")}; not '${value}'.`);
  return known;
}

/** A whole number from 1 to `most`; undefined where the option was not given. */
export function count(option: string, value: string | undefined, most: number, least = 1): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) {
    throw new UsageError(`${option} takes a whole number from ${least} to ${most}; not '${value}'.`);
  }
  return number;
}

import type { RuntimeOptions } from "../handlers/runtime-options.ts";
import type { KnownContainerd, Target } from "../target.ts";
import type { ContainerdConfig, RuntimeHandler } from "./containerd-config.ts";
import { readContainerdConfig } from "./read-config.ts";
import { effectiveOption, isBuiltIn, isWholeNumber, optionOf, runtimeOptions } from "./runtime-option.ts";

/** What a containerd configuration says of the target. */
export interface ContainerdTarget {
  /** Patterns of `pod_annotations` by handler; handlers that are built in and give none keep containerd's own. */
  readonly podAnnotations: Target["podAnnotations"];
  /** Patterns of `container_annotations`, likewise. */
  readonly containerAnnotations: Target["containerAnnotations"];
  readonly containerd: KnownContainerd;
}

/**
 * The pieces of a target that a configuration's text gives; undefined where it gives none.
 * @param fileName name of its file, without folders.
 */
export function targetFromContainerd(text: string, fileName: string): ContainerdTarget | undefined {
  const read = readContainerdConfig(text);
  return read.ok && read.config.handlers.length > 0 ? targetOf(read.config, fileName) : undefined;
}

/** A target with what a configuration says of it. */
export const withContainerd = (target: Target, given: ContainerdTarget): Target => ({
  ...target,
  podAnnotations: new Map([...target.podAnnotations, ...given.podAnnotations]),
  containerAnnotations: new Map([...target.containerAnnotations, ...given.containerAnnotations]),
  containerd: given.containerd,
});

function targetOf({ handlers, defaultHandler }: ContainerdConfig, fileName: string): ContainerdTarget {
  const read = handlers.filter(({ isRead }) => isRead);
  const lists = (listOf: (handler: RuntimeHandler) => readonly string[] | undefined): Target["podAnnotations"] =>
    new Map(
      read.flatMap((handler): readonly (readonly [string, readonly string[]])[] => {
        const patterns = listOf(handler) ?? (isBuiltIn(handler.name) ? undefined : []);
        return patterns === undefined ? [] : [[handler.name, patterns]];
      }),
    );
  const ours = read.filter(({ isRunhcs }) => isRunhcs);
  return {
    podAnnotations: lists(({ podAnnotations }) => podAnnotations),
    containerAnnotations: lists(({ containerAnnotations }) => containerAnnotations),
    containerd: {
      fileName,
      runtimeOptions: new Map(ours.map((handler) => [handler.name, runtimeOptionsOf(handler)])),
      defaultHandler,
    },
  };
}

/**
 * A handler's options as the shim takes them; what has another type than containerd decodes is left out, and is a finding of
 * the configuration. None at all: hcsshim does not check the isolation either.
 */
function runtimeOptionsOf(handler: RuntimeHandler): RuntimeOptions {
  const value = (option: string): unknown => effectiveOption(handler, option);
  const text = (option: string): string | undefined => {
    const given = value(option);
    return typeof given === "string" ? given : undefined;
  };
  const count = (option: string): number | undefined => {
    const given = value(option);
    return isWholeNumber(given) ? given : undefined;
  };
  const isolation = count("SandboxIsolation") === 1 ? "HYPERVISOR" : "PROCESS";
  return {
    bootFilesRootPath: text("BootFilesRootPath"),
    vmProcessorCount: count("VmProcessorCount"),
    vmMemorySizeInMb: count("VmMemorySizeInMb"),
    ncProxyAddr: text("NCProxyAddr"),
    defaultContainerAnnotations: new Map(defaultAnnotationsOf(handler.options)),
    sandboxIsolation: isEmpty(handler) ? undefined : isolation,
    sandboxPlatform: text("SandboxPlatform"),
  };
}

/** Whether hcsshim gets its options' zero value, or none (`emptyShimOpts`); `ScrubLogs` alone has no zero value. */
const isEmpty = ({ name, options }: RuntimeHandler): boolean =>
  !isBuiltIn(name) &&
  [...runtimeOptions.keys()].every((option) => {
    const value = optionOf(options, option);
    const isZero = !value || (typeof value === "object" && Object.keys(value).length === 0);
    return option === "ScrubLogs" ? value === undefined : isZero;
  });

/** `DefaultContainerAnnotations`, without values that are no texts. */
export function defaultAnnotationsOf(options: ReadonlyMap<string, unknown>): readonly (readonly [string, string])[] {
  const table = optionOf(options, "DefaultContainerAnnotations");
  if (typeof table !== "object" || table === null) return [];
  return Object.entries(table).flatMap(([key, value]) => (typeof value === "string" ? [[key, value] as const] : []));
}

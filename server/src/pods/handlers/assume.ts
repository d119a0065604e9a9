import type { AnnotationSet, Inferred, Isolation, Platform } from "../manifest/annotation-set.ts";
import type { Target } from "../target.ts";
import { namedHandler } from "./handler.ts";
import { platformOs, type RuntimeOptions } from "./runtime-options.ts";

/**
 * The set with the platform and isolation that its runtime handler's options state, and with the target's in the place of
 * what is still left open; the same set where nothing changes. Linux containers on Windows always run in a utility VM.
 */
export function assumeTarget(set: AnnotationSet, target: Target): AnnotationSet {
  const stated = statedByHandler(set, target);
  const platform = stated.platform ?? orElse(set.platform, target.platform);
  const wanted = platform.value === "lcow" ? "hypervisor" : target.isolation;
  const isolation = (platform.value === "wcow" ? stated.isolation : undefined) ?? orElse(set.isolation, wanted);
  if (isSame(platform, set.platform) && isSame(isolation, set.isolation)) return set;
  return { ...set, platform, isolation };
}

const orElse = <T>(inferred: Inferred<T>, assumed: T): Inferred<T> =>
  inferred.from === "assumed" ? { ...inferred, value: assumed } : inferred;

const isSame = <T>(a: Inferred<T>, b: Inferred<T>): boolean => a.value === b.value && a.from === b.from;

interface Stated {
  readonly platform?: Inferred<Platform> | undefined;
  readonly isolation?: Inferred<Isolation> | undefined;
}

const nothing: Stated = {};

/** An OCI spec tells itself what it is, and the shim compares; of all others containerd makes what the handler's options say. */
function statedByHandler(set: AnnotationSet, target: Target): Stated {
  const { containerd } = target;
  if (containerd === undefined || set.carrier === "oci") return nothing;
  const name = namedHandler(set, target);
  const options = name === undefined ? undefined : containerd.runtimeOptions.get(name);
  if (options === undefined) return nothing;
  const from = `of runtime handler ${name} in ${containerd.fileName}`;
  return { platform: platformBy(set, options, from), isolation: isolationBy(options, from) };
}

function platformBy(
  { platform }: AnnotationSet,
  { sandboxPlatform }: RuntimeOptions,
  from: string,
): Inferred<Platform> | undefined {
  const os = platformOs(sandboxPlatform);
  if (platform.from === "stated" || (os !== "windows" && os !== "linux")) return undefined;
  return { value: os === "linux" ? "lcow" : "wcow", from: "stated", reason: `SandboxPlatform ${from}` };
}

function isolationBy({ sandboxIsolation }: RuntimeOptions, from: string): Inferred<Isolation> | undefined {
  if (sandboxIsolation === undefined) return undefined;
  const value = sandboxIsolation === "HYPERVISOR" ? "hypervisor" : "process";
  return { value, from: "stated", reason: `SandboxIsolation ${from}` };
}

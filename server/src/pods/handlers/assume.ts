import type { AnnotationSet, Inferred, Isolation, Platform } from "../manifest/annotation-set.ts";
import {
  byOsName,
  byRuntimeClassName,
  isolationOfPlatform,
  isolationOfRuntime,
  platformOfRuntime,
  stated,
} from "../manifest/infer.ts";
import type { Target } from "../target.ts";
import { classHandler, namedHandler } from "./handler.ts";
import { platformOs, type RuntimeOptions } from "./runtime-options.ts";

/**
 * The set with the platform and isolation that its runtime handler's options state, and with the target's in the place of
 * what is still left open; the same set where nothing changes. Linux containers on Windows always run in a utility VM.
 */
export function assumeTarget(set: AnnotationSet, target: Target): AnnotationSet {
  const told = statedByHandler(set, target);
  const platform = told.platform ?? orElse(set.platform, target.platform);
  const wanted = platform.value === "lcow" ? "hypervisor" : target.isolation;
  const toldIsolation =
    platform.value === "wcow" ? told.isolation : told.platform && isolationOfPlatform(told.platform);
  const isolation = toldIsolation ?? orElse(set.isolation, wanted);
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

/**
 * An OCI spec tells itself what it is, and the shim compares, but for Hyper-V isolation, which the options may add; of all
 * others containerd makes what the handler's options say.
 */
function statedByHandler(set: AnnotationSet, target: Target): Stated {
  const { containerd } = target;
  const isOci = set.carrier === "oci";
  const name = namedHandler(set, target);
  const byClass = isOci ? nothing : statedByClass(set, target);
  const options = name === undefined ? undefined : containerd?.runtimeOptions.get(name);
  if (options === undefined) return byClass;
  const from = `of runtime handler ${name} in ${containerd?.fileName}`;
  if (isOci) {
    if (set.isolation.from === "stated") return nothing;
    // Without options the spec alone counts, and this one has no windows.hyperv.
    return { isolation: isolationBy(options, from) ?? stated("process", `the options ${from}`) };
  }
  return {
    platform: platformBy(set, target, options, from) ?? byClass.platform,
    isolation: isolationBy(options, from) ?? byClass.isolation,
  };
}

/** The name of a handler tells what that of its RuntimeClass would tell, and better. */
function statedByClass(set: AnnotationSet, target: Target): Stated {
  const handler = otherHandler(set, target);
  if (handler === undefined) return nothing;
  const reason = `the handler ${handler} of RuntimeClass ${set.facts.runtimeClassName}`;
  const platform = platformOfRuntime(handler);
  const isolation = isolationOfRuntime(handler);
  // A Linux pod runs on a Windows node too, so a node selector cannot overrule a handler that says lcow.
  const isTold = platform === "lcow" ? set.platform.reason !== byOsName : isOpen(set, target);
  return {
    platform: platform === undefined || !isTold ? undefined : stated(platform, reason),
    isolation: isolation === undefined ? undefined : stated(isolation, reason),
  };
}

/** The handler of the pod's RuntimeClass, where that has another name. */
function otherHandler(set: AnnotationSet, target: Target): string | undefined {
  const handler = classHandler(set, target);
  return handler === set.facts.runtimeClassName ? undefined : handler;
}

/** Whether a handler can still tell the platform: no document states it, but by the name of a class whose handler is known. */
const isOpen = (set: AnnotationSet, target: Target): boolean =>
  set.platform.from !== "stated" ||
  (set.platform.reason === byRuntimeClassName && otherHandler(set, target) !== undefined);

function platformBy(
  set: AnnotationSet,
  target: Target,
  { sandboxPlatform }: RuntimeOptions,
  from: string,
): Inferred<Platform> | undefined {
  const os = platformOs(sandboxPlatform);
  if (!isOpen(set, target) || (os !== "windows" && os !== "linux")) return undefined;
  return stated(os === "linux" ? "lcow" : "wcow", `SandboxPlatform ${from}`);
}

function isolationBy({ sandboxIsolation }: RuntimeOptions, from: string): Inferred<Isolation> | undefined {
  if (sandboxIsolation === undefined) return undefined;
  return stated(sandboxIsolation === "HYPERVISOR" ? "hypervisor" : "process", `SandboxIsolation ${from}`);
}

import type { Annotation, Inferred, Isolation, Platform } from "./annotation-set.ts";

/** The platform that keys suggest: `.wcow.` or `.lcow.`, where only one of the two occurs. */
export function platformOfKeys(annotations: readonly Annotation[]): Inferred<Platform> | undefined {
  let wcow: string | undefined;
  let lcow: string | undefined;
  for (const { key } of annotations) {
    if (!key.startsWith("io.microsoft.")) continue;
    if (key.includes(".wcow.")) wcow ??= key;
    else if (key.includes(".lcow.")) lcow ??= key;
  }
  if (wcow !== undefined && lcow === undefined) return inferred("wcow", `the key ${wcow}`);
  if (lcow !== undefined && wcow === undefined) return inferred("lcow", `the key ${lcow}`);
  return undefined;
}

/** Nothing in the document tells: a check puts the setting's value in place of this one. */
export const assumedPlatform: Inferred<Platform> = {
  value: "wcow",
  from: "assumed",
  reason: "the setting confidentialPods.target.platform",
};

/** Nothing in the document tells: a check puts the setting's value in place of this one. */
export const assumedIsolation: Inferred<Isolation> = {
  value: "hypervisor",
  from: "assumed",
  reason: "the setting confidentialPods.target.isolation",
};

/** What tells where a pod names its operating system. */
export const byOsName = "spec.os.name";

/** What tells where the name of a runtime class does. */
export const byRuntimeClassName = "spec.runtimeClassName";

/** The platform that the name of a runtime class or handler tells. */
export function platformOfRuntime(name: string): Platform | undefined {
  const folded = name.toLowerCase();
  if (folded.includes("lcow")) return "lcow";
  return folded.includes("wcow") ? "wcow" : undefined;
}

/** The isolation that the name of a runtime class or handler tells. */
export function isolationOfRuntime(name: string): Isolation | undefined {
  const folded = name.toLowerCase();
  if (folded.includes("hyperv")) return "hypervisor";
  return folded.includes("process") ? "process" : undefined;
}

/** Linux containers on Windows always run in a utility VM. */
export function isolationOfPlatform(platform: Inferred<Platform>): Inferred<Isolation> | undefined {
  if (platform.value !== "lcow" || platform.from === "assumed") return undefined;
  return { value: "hypervisor", from: platform.from, reason: platform.reason };
}

export function stated<T>(value: T, reason: string): Inferred<T> {
  return { value, from: "stated", reason };
}

export function inferred<T>(value: T, reason: string): Inferred<T> {
  return { value, from: "inferred", reason };
}

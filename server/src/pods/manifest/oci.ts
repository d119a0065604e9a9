import type { MapNode } from "../yaml/tree.ts";
import type { AnnotationSet, Inferred, Isolation, Platform, PodFacts } from "./annotation-set.ts";
import { assumedIsolation, assumedPlatform, inferred, isolationOfPlatform, platformOfKeys, stated } from "./infer.ts";
import { type Placement, placedSet } from "./set-builder.ts";
import type { ManifestSource } from "./source.ts";
import { entryOf, integerAt, isPresent, nodeAt, textAt } from "./tree-access.ts";

const containerTypeKey = "io.kubernetes.cri.container-type";

/** The annotation map of an OCI runtime spec (`config.json`). A standalone task is its own sandbox. */
export function ociSets(source: ManifestSource, root: MapNode): AnnotationSet[] {
  const owner = entryOf(root, "annotations");
  if (owner?.value?.kind !== "map") return [];
  const map = owner.value;
  const ociType = containerType(map);
  const level = ociType === "container" ? "container" : "sandbox";
  const placement: Placement = {
    kind: "OciSpec",
    carrier: "oci",
    level,
    name: undefined,
    owner,
    map,
    path: ["annotations"],
  };
  const set = placedSet(source, placement, (annotations) => {
    const platform = platformOf(root) ?? platformOfKeys(annotations) ?? assumedPlatform;
    return { platform, isolation: isolationOf(root, platform, ociType), facts: factsOf(root, ociType) };
  });
  return [set];
}

/** The sandbox spec of containerd-shim-lcow-v2: annotations and devices, and nothing that names a kind. */
export function lcowSandboxSets(source: ManifestSource, root: MapNode): AnnotationSet[] {
  const owner = entryOf(root, "annotations");
  if (owner?.value?.kind !== "map" || nodeAt(root, ["devices"])?.kind !== "sequence") return [];
  const placement: Placement = {
    kind: "LcowSandboxSpec",
    carrier: "oci",
    level: "sandbox",
    name: undefined,
    owner,
    map: owner.value,
    path: ["annotations"],
  };
  const reason = "the shape of an LCOW sandbox spec";
  const set = placedSet(source, placement, () => ({
    platform: inferred("lcow", reason),
    isolation: inferred("hypervisor", reason),
    facts: { ociType: "sandbox" },
  }));
  return set.annotations.some(({ key }) => key.startsWith("io.microsoft.")) ? [set] : [];
}

function containerType(map: MapNode): "sandbox" | "container" | undefined {
  const value = entryOf(map, containerTypeKey)?.value;
  if (value?.kind !== "scalar" || value.unknown === true) return undefined;
  return value.value === "sandbox" || value.value === "container" ? value.value : undefined;
}

/** hcsshim `internal/oci/util.go`: `linux` makes it LCOW whatever else is there (`IsLCOW`), `windows` alone WCOW (`IsWCOW`). */
function platformOf(root: MapNode): Inferred<Platform> | undefined {
  if (isPresent(root, "linux")) return stated("lcow", "the linux object");
  if (isPresent(root, "windows")) return stated("wcow", "the windows object");
  return undefined;
}

/**
 * `windows.hyperv` states it (`IsIsolated`). Where CRI made the spec, the shim adds that object by its runtime options,
 * so that its absence says nothing.
 */
function isolationOf(root: MapNode, platform: Inferred<Platform>, ociType: PodFacts["ociType"]): Inferred<Isolation> {
  if (isPresent(root, "windows", "hyperv")) return stated("hypervisor", "windows.hyperv");
  const byPlatform = isolationOfPlatform(platform);
  if (byPlatform !== undefined) return byPlatform;
  if (ociType === undefined && nodeAt(root, ["windows"])?.kind === "map")
    return inferred("process", "windows without hyperv");
  return assumedIsolation;
}

/** hcsshim falls back to `windows.resources` alone, for Linux pods too (`ParseAnnotationsMemory`, `ParseAnnotationsCPUCount`). */
function factsOf(root: MapNode, ociType: PodFacts["ociType"]): PodFacts {
  const resources = nodeAt(root, ["windows", "resources"]);
  return {
    ...optional("memoryLimitInBytes", integerAt(resources, "memory", "limit")),
    ...optional("processorCount", integerAt(resources, "cpu", "count")),
    ...optional("processorMaximum", integerAt(resources, "cpu", "maximum")),
    ...optional("processorWeight", integerAt(resources, "cpu", "shares")),
    ...optional("storageIops", integerAt(resources, "storage", "iops")),
    ...optional("storageBps", integerAt(resources, "storage", "bps")),
    // A JSON object is passed over there, as anything else than a text.
    ...optional("credentialSpec", textAt(root, "windows", "credentialSpec") === undefined ? undefined : true),
    ...optional("otherRuntime", isPresent(root, "windows") ? undefined : true),
    ...optional("ociType", ociType),
    ...optional("assignedDevices", hasDevices(root) || undefined),
  };
}

function hasDevices(root: MapNode): boolean {
  const devices = nodeAt(root, ["windows", "devices"]);
  return devices?.kind === "sequence" && devices.items.length > 0;
}

function optional<K extends keyof PodFacts>(name: K, value: PodFacts[K] | undefined): PodFacts {
  return value === undefined ? {} : { [name]: value };
}

import type { MapNode } from "../yaml/tree.ts";
import type { Annotation, AnnotationSet, Inferred, Platform } from "./annotation-set.ts";
import { assumedIsolation, assumedPlatform, inferred, isolationOfPlatform, platformOfKeys, stated } from "./infer.ts";
import { type Placement, placedSet, type Surroundings } from "./set-builder.ts";
import type { ManifestSource } from "./source.ts";
import { entryOf, isPresent, isTrueAt, mapAt, textAt } from "./tree-access.ts";

/** Properties that only a ContainerConfig has (snake case and camel case). */
const containerOnly = [
  "image",
  "command",
  "args",
  "envs",
  "mounts",
  "log_path",
  "logPath",
  "working_dir",
  "workingDir",
];
/** Properties that only a PodSandboxConfig has. */
const sandboxOnly = [
  "log_directory",
  "logDirectory",
  "dns_config",
  "dnsConfig",
  "port_mappings",
  "portMappings",
  "hostname",
];

/** The annotation map of a CRI PodSandboxConfig or ContainerConfig; nothing for any other document. */
export function criSets(source: ManifestSource, root: MapNode): AnnotationSet[] {
  const kind = criKind(root);
  const owner = entryOf(root, "annotations");
  if (kind === undefined || owner?.value?.kind !== "map") return [];
  const placement: Placement = {
    kind,
    carrier: "cri",
    level: kind === "PodSandboxConfig" ? "sandbox" : "container",
    name: textAt(root, "metadata", "name"),
    owner,
    map: owner.value,
    path: ["annotations"],
  };
  return [placedSet(source, placement, (annotations) => surroundingsOf(root, annotations))];
}

function surroundingsOf(root: MapNode, annotations: readonly Annotation[]): Surroundings {
  const platform = platformOf(root) ?? platformOfKeys(annotations) ?? platformOfLinux(root) ?? assumedPlatform;
  const hostProcess =
    isTrueAt(root, "windows", "security_context", "host_process") ||
    isTrueAt(root, "windows", "securityContext", "hostProcess");
  return {
    platform,
    isolation: isolationOfPlatform(platform) ?? assumedIsolation,
    facts: hostProcess ? { hostProcess } : {},
  };
}

function criKind(root: MapNode): "PodSandboxConfig" | "ContainerConfig" | undefined {
  const metadata = mapAt(root, "metadata");
  if (metadata === undefined) return undefined;
  const hasIdentity = isPresent(metadata, "uid") || isPresent(metadata, "namespace");
  const hasEntry = (name: string): boolean => entryOf(root, name) !== undefined;
  if (hasIdentity || sandboxOnly.some(hasEntry)) return "PodSandboxConfig";
  if (containerOnly.some(hasEntry)) return "ContainerConfig";
  return isPresent(metadata, "name") ? "PodSandboxConfig" : undefined;
}

function platformOf(root: MapNode): Inferred<Platform> | undefined {
  const label = textAt(root, "labels", "sandbox-platform");
  if (label?.startsWith("windows") === true) return stated("wcow", "the label sandbox-platform");
  if (label?.startsWith("linux") === true) return stated("lcow", "the label sandbox-platform");
  return isPresent(root, "windows") && !isPresent(root, "linux") ? inferred("wcow", "the windows object") : undefined;
}

/** The weakest sign: crictl's own samples carry an empty `linux` object whatever the platform. */
const platformOfLinux = (root: MapNode): Inferred<Platform> | undefined =>
  isPresent(root, "linux") && !isPresent(root, "windows") ? inferred("lcow", "the linux object") : undefined;

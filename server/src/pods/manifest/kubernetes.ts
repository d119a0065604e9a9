import type { MapNode, TreeNode } from "../yaml/tree.ts";
import type { Annotation, AnnotationSet, Inferred, Isolation, Platform, PodFacts } from "./annotation-set.ts";
import {
  assumedIsolation,
  assumedPlatform,
  byOsName,
  byRuntimeClassName,
  isolationOfPlatform,
  isolationOfRuntime,
  platformOfKeys,
  platformOfRuntime,
  stated,
} from "./infer.ts";
import { type Placement, placedSet } from "./set-builder.ts";
import type { ManifestSource } from "./source.ts";
import { entryOf, isTrueAt, mapAt, nodeAt, textAt } from "./tree-access.ts";

type Path = readonly (string | number)[];

/** Path from an object of this kind to the object that becomes the pod (`metadata` and `spec` are below it). */
const podPaths: ReadonlyMap<string, readonly string[]> = new Map([
  ["Pod", []],
  ["PodTemplate", ["template"]],
  ["Deployment", ["spec", "template"]],
  ["ReplicaSet", ["spec", "template"]],
  ["StatefulSet", ["spec", "template"]],
  ["DaemonSet", ["spec", "template"]],
  ["ReplicationController", ["spec", "template"]],
  ["Job", ["spec", "template"]],
  ["CronJob", ["spec", "jobTemplate", "spec", "template"]],
]);

/** Objects on the way to the pod whose own metadata never reaches it. */
const outerPaths: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ["CronJob", [[], ["spec", "jobTemplate"]]],
]);

/** Lists within lists that are followed. */
const maximumListDepth = 4;

/** The annotation maps of a Kubernetes object or list of objects. */
export function kubernetesSets(source: ManifestSource, root: MapNode): AnnotationSet[] {
  const sets: AnnotationSet[] = [];
  visitObject(source, root, [], undefined, 0, sets);
  return sets;
}

function visitObject(
  source: ManifestSource,
  node: TreeNode,
  path: Path,
  listedKind: string | undefined,
  depth: number,
  into: AnnotationSet[],
): void {
  const kind = kindOf(node) ?? listedKind ?? kindByShape(node);
  if (kind === undefined || node.kind !== "map") return;
  const podPath = podPaths.get(kind);
  if (podPath !== undefined) {
    into.push(...objectSets(source, node, kind, path, podPath));
    return;
  }
  const items = kind.endsWith("List") && depth < maximumListDepth ? nodeAt(node, ["items"]) : undefined;
  if (items?.kind !== "sequence") return;
  const itemKind = kind === "List" ? undefined : kind.slice(0, -"List".length);
  for (const [index, item] of items.items.entries()) {
    visitObject(source, item, [...path, "items", index], itemKind, depth + 1, into);
  }
}

/** The written kind; one that is half typed (`Deploy`) is that which begins so and has its pod where this object has one. */
function kindOf(node: TreeNode): string | undefined {
  const written = textAt(node, "kind");
  if (written === undefined || podPaths.has(written)) return written;
  for (const [kind, path] of podPaths) if (kind.startsWith(written) && hasContainers(node, path)) return kind;
  return written;
}

const hasContainers = (node: TreeNode, podPath: readonly string[]): boolean =>
  nodeAt(node, [...podPath, "spec", "containers"])?.kind === "sequence";

/** A fragment or a pod being typed has no kind yet: only a pod has `containers` right below `spec`. */
function kindByShape(node: TreeNode): string | undefined {
  const isPod = hasContainers(node, []) && mapAt(node, "metadata") !== undefined;
  return isPod ? "Pod" : undefined;
}

function objectSets(
  source: ManifestSource,
  node: MapNode,
  kind: string,
  path: Path,
  podPath: readonly string[],
): AnnotationSet[] {
  const belongsAt = [...podPath, "metadata", "annotations"];
  const pod = nodeAt(node, podPath);
  const name = textAt(node, "metadata", "name");
  const facts = factsOf(pod);
  const sets: AnnotationSet[] = [];
  const place = (owner: readonly string[], level: "sandbox" | "misplaced"): void => {
    const entry = entryOf(mapAt(node, ...owner, "metadata"), "annotations");
    if (entry?.value?.kind !== "map") return;
    const placement: Placement = {
      kind,
      carrier: "kubernetes",
      level,
      name,
      owner: entry,
      map: entry.value,
      path: [...path, ...owner, "metadata", "annotations"],
      ...(level === "misplaced" ? { belongsAt } : {}),
    };
    const set = placedSet(source, placement, (annotations) => {
      const platform = platformOf(pod, facts, annotations);
      return { platform, isolation: isolationOf(facts, platform), facts };
    });
    sets.push(set);
  };
  if (podPath.length > 0) for (const owner of outerPaths.get(kind) ?? [[]]) place(owner, "misplaced");
  place(podPath, "sandbox");
  return sets;
}

function factsOf(pod: TreeNode | undefined): PodFacts {
  const spec = nodeAt(pod, ["spec"]);
  const runtimeClassName = textAt(spec, "runtimeClassName");
  const isHostProcess = (owner: TreeNode | undefined): boolean =>
    isTrueAt(owner, "securityContext", "windowsOptions", "hostProcess");
  const hasHostProcess = (list: string): boolean => {
    const containers = nodeAt(spec, [list]);
    return containers?.kind === "sequence" && containers.items.some(isHostProcess);
  };
  const hostProcess = isHostProcess(spec) || hasHostProcess("containers") || hasHostProcess("initContainers");
  return { ...(runtimeClassName === undefined ? {} : { runtimeClassName }), ...(hostProcess ? { hostProcess } : {}) };
}

/** `spec.os.name`, the node selector, the runtime class, the keys: what states most comes first. */
function platformOf(
  pod: TreeNode | undefined,
  facts: PodFacts,
  annotations: readonly Annotation[],
): Inferred<Platform> {
  const os = textAt(pod, "spec", "os", "name");
  if (os === "windows") return stated("wcow", byOsName);
  if (os === "linux") return stated("lcow", byOsName);
  // A Linux pod runs on a Windows node too, so a node selector cannot overrule a runtime class that says lcow.
  const named = platformOfRuntime(facts.runtimeClassName ?? "");
  if (named === "lcow") return stated(named, byRuntimeClassName);
  const selector = mapAt(pod, "spec", "nodeSelector");
  const node = textAt(selector, "kubernetes.io/os") ?? textAt(selector, "beta.kubernetes.io/os");
  if (node === "windows") return stated("wcow", "spec.nodeSelector");
  if (node === "linux") return stated("lcow", "spec.nodeSelector");
  if (named === "wcow") return stated(named, byRuntimeClassName);
  return platformOfKeys(annotations) ?? assumedPlatform;
}

function isolationOf(facts: PodFacts, platform: Inferred<Platform>): Inferred<Isolation> {
  const named = isolationOfRuntime(facts.runtimeClassName ?? "");
  if (named !== undefined) return stated(named, byRuntimeClassName);
  return isolationOfPlatform(platform) ?? assumedIsolation;
}

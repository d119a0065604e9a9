import { mapAt, nodeAt, textAt } from "../manifest/tree-access.ts";
import type { ManifestDocument, PodFile } from "../pod-file.ts";
import type { TreeNode } from "../yaml/tree.ts";

/** A RuntimeClass object (`node.k8s.io/v1`): what pods call by `runtimeClassName`, and the handler of containerd's that runs them. */
export interface RuntimeClass {
  readonly name: string;
  readonly handler: string;
}

const kind = "RuntimeClass";
/** Lists within lists that are followed. */
const maximumListDepth = 4;

/** False for a text without any RuntimeClass. Cheap; a pod's `runtimeClassName` is none. */
export const mentionsRuntimeClass = (text: string): boolean => text.includes(kind);

const found = new WeakMap<ManifestDocument, readonly RuntimeClass[]>();
const none: readonly RuntimeClass[] = [];

/** The RuntimeClasses of a file, in source order; those without a name or a handler, as while one is typed, are left out. */
export const runtimeClassesIn = (file: PodFile): readonly RuntimeClass[] =>
  file.documents.flatMap(({ document }) => {
    let classes = found.get(document);
    if (classes === undefined) {
      classes = mentionsRuntimeClass(document.text) ? classesOf(document.tree, 0) : none;
      found.set(document, classes);
    }
    return classes;
  });

function classesOf(node: TreeNode | undefined, depth: number, listedKind?: string): readonly RuntimeClass[] {
  const written = textAt(node, "kind") ?? listedKind;
  if (written === kind) return classOf(node);
  const items = written?.endsWith("List") === true && depth < maximumListDepth ? nodeAt(node, ["items"]) : undefined;
  if (items?.kind !== "sequence") return none;
  const itemKind = written === `${kind}List` ? kind : undefined;
  return items.items.flatMap((item) => classesOf(item, depth + 1, itemKind));
}

function classOf(node: TreeNode | undefined): readonly RuntimeClass[] {
  if (textAt(node, "apiVersion")?.startsWith("node.k8s.io/") === false) return none;
  const name = textAt(mapAt(node, "metadata"), "name");
  const handler = textAt(node, "handler");
  return name === undefined || handler === undefined || name === "" || handler === "" ? none : [{ name, handler }];
}

import { targetFromContainerd, withContainerd } from "../../../../server/src/pods/containerd/target-from-containerd.ts";
import type { AnnotationSet } from "../../../../server/src/pods/manifest/annotation-set.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";
import { defaultTarget, type Target } from "../../../../server/src/pods/target.ts";

const runtimes = "plugins.'io.containerd.cri.v1.runtime'.containerd";

/** A configuration with these handlers, each with the lines of its options. */
export const configWith = (handlers: Readonly<Record<string, string>>, more = ""): string =>
  [
    "version = 3",
    `[${runtimes}]`,
    more,
    ...Object.entries(handlers).flatMap(([name, options]) => [
      `[${runtimes}.runtimes.${name}]`,
      "runtime_type = 'io.containerd.runhcs.v1'",
      `[${runtimes}.runtimes.${name}.options]`,
      options,
    ]),
    "",
  ].join("\n");

/** The default target with a configuration's handlers. */
export function targetWith(handlers: Readonly<Record<string, string>>, more = ""): Target {
  const given = targetFromContainerd(configWith(handlers, more), "config.toml");
  if (given === undefined) throw new Error("no handlers");
  return withContainerd(defaultTarget, given);
}

/** The first annotations map of a text; JSON where it begins with a brace. */
export function setOf(text: string): AnnotationSet {
  const file = PodFile.open(text.startsWith("{") ? "sample.json" : "sample.yaml", text);
  const [set] = file.documents.flatMap(({ document }) => document.sets);
  if (set === undefined) throw new Error("no annotations");
  return set;
}

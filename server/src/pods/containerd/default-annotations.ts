import type { Annotation, AnnotationSet, Inferred, Isolation, Platform } from "../manifest/annotation-set.ts";
import type { ContainerdConfig, RuntimeHandler } from "./containerd-config.ts";
import { optionNamed, optionOf } from "./runtime-option.ts";
import { defaultAnnotationsOf } from "./target-from-containerd.ts";
import type { TomlEntry } from "./toml-places.ts";

/** Name of the option that adds annotations to every spec of a handler. */
const option = "DefaultContainerAnnotations";

/**
 * A handler's `DefaultContainerAnnotations` as an annotations map, with places in the configuration; undefined where it has
 * none. They count on sandboxes and containers, where these lack the key: nothing can be said of what is absent.
 */
export function defaultAnnotationSet(config: ContainerdConfig, handler: RuntimeHandler): AnnotationSet | undefined {
  const values = new Map(defaultAnnotationsOf(handler.options));
  const depth = handler.path.length + 2;
  const isOption = (path: readonly string[]): boolean =>
    handler.path.every((name, at) => path[at] === name) &&
    path[depth - 2] === "options" &&
    optionNamed(path[depth - 1] ?? "") === option;
  const annotations = config.places.entries.flatMap((entry): readonly Annotation[] => {
    const key = entry.path[depth];
    const value = key === undefined ? undefined : values.get(key);
    if (key === undefined || value === undefined || entry.path.length !== depth + 1 || !isOption(entry.path)) return [];
    return [annotationOf(entry, key, value)];
  });
  const [first] = annotations;
  if (first === undefined) return undefined;
  const owner = config.places.headers.find(({ path }) => path.length === depth && isOption(path));
  const { platform, isolation } = kindOf(handler);
  return {
    kind: "ContainerdConfig",
    carrier: "oci",
    level: "sandbox",
    name: handler.name,
    syntax: "json",
    span: { start: first.span.start, end: annotations.at(-1)?.span.end ?? first.span.end },
    ownerSpan: owner?.span ?? first.keySpan,
    annotations,
    incomplete: true,
    platform,
    isolation,
    facts: { runtimeClassName: handler.name, ociType: "sandbox" },
    path: [...handler.path, "options", option],
  };
}

/** The defaults as the containers of the handler's pods have them. */
export const asContainers = (set: AnnotationSet): AnnotationSet => ({
  ...set,
  level: "container",
  facts: { ...set.facts, ociType: "container" },
});

/** JSON's strings are TOML's basic strings, so edits of a JSON value are right here too. */
const annotationOf = ({ keySpan, valueSpan }: TomlEntry, key: string, value: string): Annotation => ({
  key,
  keySpan,
  keyStyle: "json",
  value,
  valueSpan,
  valueStyle: "json",
  valueType: "string",
  span: { start: keySpan.start, end: valueSpan.end },
  valueKnown: true,
});

/** What the handler's options make of its pods. */
function kindOf({ options }: RuntimeHandler): {
  readonly platform: Inferred<Platform>;
  readonly isolation: Inferred<Isolation>;
} {
  const sandboxPlatform = optionOf(options, "SandboxPlatform");
  const isLinux = typeof sandboxPlatform === "string" && /^linux(?:\/|$)/i.test(sandboxPlatform);
  const isStated = typeof sandboxPlatform === "string" && sandboxPlatform !== "";
  const isIsolated = isLinux || optionOf(options, "SandboxIsolation") === 1;
  return {
    platform: {
      value: isLinux ? "lcow" : "wcow",
      from: isStated ? "stated" : "assumed",
      reason: isStated ? "the option SandboxPlatform" : "the setting confidentialPods.target.platform",
    },
    isolation: {
      value: isIsolated ? "hypervisor" : "process",
      from: isStated || isIsolated ? "stated" : "assumed",
      reason: "the option SandboxIsolation",
    },
  };
}

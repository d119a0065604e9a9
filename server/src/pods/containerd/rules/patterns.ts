import { matchGoPath } from "../../annotations/go-path-match.ts";
import { isBelowPath } from "../toml-places.ts";
import { type ConfigRule, handlerRule, onPlace } from "./config-rule.ts";

const example = (pattern: string): string => `version = 3
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-hypervisor]
  pod_annotations = ['${pattern}']`;

/** Patterns that Go's `path.Match` refuses. */
export const patternMalformedRule: ConfigRule = handlerRule(
  {
    code: "containerd-pattern-malformed",
    title: "Pattern of annotations that containerd cannot read",
    severity: "warning",
    help: `\`pod_annotations\` and \`container_annotations\` hold patterns of Go's \`path.Match\`: \`*\` stands for any characters
but \`/\`, \`?\` for one, \`[…]\` for one of a set, and a backslash takes the next character as it is. A pattern with an open bracket or
a backslash at its end matches nothing, and containerd does not complain.

Source: containerd, \`internal/cri/util/util.go:GetPassthroughAnnotations\`.`,
    examples: {
      language: "toml",
      bad: example("io.microsoft.[virtualmachine.*"),
      good: example("io.microsoft.virtualmachine.*"),
    },
  },
  function* ({ places }, { path, podAnnotations, containerAnnotations }) {
    const lists = { pod_annotations: podAnnotations, container_annotations: containerAnnotations };
    for (const [list, patterns] of Object.entries(lists)) {
      const entry = places.entries.find((one) => isBelowPath(one.path, [...path, list]));
      const bad = patterns?.find((pattern) => matchGoPath(pattern, "") === "bad pattern");
      if (entry === undefined || bad === undefined) continue;
      yield onPlace(
        entry.valueSpan,
        `containerd cannot read the pattern "${bad}" of ${list}, so nothing passes by it. Close its bracket, or write a backslash before it.`,
      );
    }
  },
);

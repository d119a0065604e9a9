import { editDistance } from "../../annotations/edit-distance.ts";
import { hasOptionType, type OptionType, optionNamed, runtimeOptions, unreadOptions } from "../runtime-option.ts";
import { removeEntry, replacement } from "../toml-edits.ts";
import { type ConfigRule, exampleWith, fix, onPlace, optionRule } from "./config-rule.ts";
import { convertValue } from "./convert-value.ts";
import { optionEntry, optionSpan } from "./option-places.ts";

/** More letters apart is another word. */
const farthest = 4;

const typeNames: Readonly<Record<OptionType, string>> = {
  boolean: "true or false",
  text: "a text in quotes",
  number: "a whole number",
  texts: "a table of texts in quotes",
};

const source = "Source: `cmd/containerd-shim-runhcs-v1/options/runhcs.proto`.";

function nearestOption(written: string): string | undefined {
  const near = [...runtimeOptions.keys()]
    .map((name) => ({ name, distance: editDistance(written.toLowerCase(), name.toLowerCase(), farthest) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return near !== undefined && near.distance <= farthest ? near.name : undefined;
}

const unknown: ConfigRule = optionRule(
  {
    code: "containerd-option-unknown",
    title: "Runtime option that hcsshim does not have",
    severity: "warning",
    help: `containerd decodes the table \`options\` of a handler into hcsshim's own options and passes over names that these do not
have, without a message. Letter case does not count.

${source}`,
    examples: {
      language: "toml",
      bad: exampleWith("VmMemoryInMb = 4096"),
      good: exampleWith("VmMemorySizeInMb = 4096"),
    },
  },
  function* (config, handler) {
    for (const written of handler.options.keys()) {
      if (optionNamed(written) !== undefined) continue;
      const entry = optionEntry(config, handler, written);
      const near = nearestOption(written);
      const advice = near === undefined ? "" : ` Did you mean ${near}?`;
      yield onPlace(
        entry?.keySpan ?? optionSpan(config, handler, written),
        `hcsshim has no runtime option ${written}; containerd passes over it.${advice}`,
        () => [
          ...(near === undefined ? [] : fix(`Rename to ${near}`, entry && replacement(entry.keySpan, near), true)),
          ...fix(`Remove ${written}`, entry && removeEntry(config.text, entry)),
        ],
      );
    }
  },
);

const wrongType: ConfigRule = optionRule(
  {
    code: "containerd-option-type",
    title: "Runtime option of another type",
    severity: "error",
    help: `containerd decodes the table \`options\` of a handler when it starts a pod. A text where a number is due, or a number in
\`DefaultContainerAnnotations\`, whose values are texts, is an error then, and no pod of the handler starts. Enumerations are numbers:
\`SandboxIsolation = 1\` is Hyper-V.

${source}`,
    examples: {
      language: "toml",
      bad: exampleWith('SandboxIsolation = "1"'),
      good: exampleWith("SandboxIsolation = 1"),
    },
  },
  function* (config, handler) {
    for (const [written, value] of handler.options) {
      const name = optionNamed(written);
      const type = name === undefined ? undefined : runtimeOptions.get(name);
      if (name === undefined || type === undefined || hasOptionType(value, type)) continue;
      const entry = optionEntry(config, handler, written);
      const meant = convertValue(name, value, type);
      yield onPlace(
        optionSpan(config, handler, written),
        `The runtime option ${name} must be ${typeNames[type]}: containerd cannot decode the handler's options, and no pod of it starts.`,
        () =>
          meant === undefined
            ? []
            : fix(`Write ${meant}`, entry && replacement(entry.valueSpan, meant), type !== "texts"),
      );
    }
  },
);

const unreadNames = [...unreadOptions].map((name) => `\`${name}\``).join(", ");

const unread: ConfigRule = optionRule(
  {
    code: "containerd-option-unread",
    title: "Runtime option that hcsshim never reads",
    severity: "warning",
    help: `hcsshim declares these options, and no code looks at them: ${unreadNames}.
For the time zone there is the annotation \`io.microsoft.virtualmachine.wcow.timezone.noinherit\`.

${source}`,
    examples: {
      language: "toml",
      bad: exampleWith("NoInheritHostTimezone = true"),
      good: exampleWith(
        "DefaultContainerAnnotations = { 'io.microsoft.virtualmachine.wcow.timezone.noinherit' = 'true' }",
      ),
    },
  },
  function* (config, handler) {
    for (const [written, value] of handler.options) {
      const name = optionNamed(written);
      const type = name === undefined ? undefined : runtimeOptions.get(name);
      if (name === undefined || type === undefined || !unreadOptions.has(name) || !hasOptionType(value, type)) continue;
      const entry = optionEntry(config, handler, written);
      yield {
        ...onPlace(
          optionSpan(config, handler, written),
          `hcsshim declares the runtime option ${name} but never reads it.`,
          () => fix(`Remove ${written}`, entry && removeEntry(config.text, entry)),
        ),
        tags: ["unnecessary"],
      };
    }
  },
);

/** What is wrong with single options of a handler. */
export const optionRules: readonly ConfigRule[] = [unknown, wrongType, unread];

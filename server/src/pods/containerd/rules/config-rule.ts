import type { Fix, TextEdit } from "../../finding.ts";
import type { Report, RuleFacts } from "../../rules/rule.ts";
import type { Span } from "../../yaml/span.ts";
import type { ContainerdConfig, RuntimeHandler } from "../containerd-config.ts";
import type { ReadConfig } from "../read-config.ts";

/** What a rule about a configuration looks at. */
export interface ConfigContext {
  readonly text: string;
  readonly read: ReadConfig;
}

/** A rule about a containerd configuration; its examples are TOML. */
export interface ConfigRule extends RuleFacts {
  readonly check: (context: ConfigContext) => Iterable<Report>;
}

/** A rule about each handler of a configuration that can be read. */
export const handlerRule = (
  facts: RuleFacts,
  check: (config: ContainerdConfig, handler: RuntimeHandler) => Iterable<Report>,
): ConfigRule => ({
  ...facts,
  *check({ read }) {
    if (!read.ok) return;
    for (const handler of read.config.handlers) yield* check(read.config, handler);
  },
});

/** The same for the options of hcsshim's own shim. */
export const optionRule = (
  facts: RuleFacts,
  check: (config: ContainerdConfig, handler: RuntimeHandler) => Iterable<Report>,
): ConfigRule => handlerRule(facts, (config, handler) => (handler.isRunhcs ? check(config, handler) : []));

/** A report on a place of the configuration. */
export const onPlace = (span: Span, message: string, fixes: () => readonly Fix[] = () => []): Report => ({
  message,
  span,
  key: null,
  fixes,
});

/** A way to mend it; none where there is no edit. */
export const fix = (title: string, edit: TextEdit | undefined, preferred = false): readonly Fix[] =>
  edit === undefined ? [] : [{ title, preferred, edits: [edit] }];

/** A configuration around a handler's options, for examples. */
export const exampleWith = (options: string, handler = "runhcs-wcow-hypervisor"): string =>
  `version = 3
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.${handler}]
  runtime_type = 'io.containerd.runhcs.v1'
  [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.${handler}.options]
${options
  .split("\n")
  .map((line) => `    ${line}`)
  .join("\n")}`;

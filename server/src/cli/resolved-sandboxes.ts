import { assumeTarget } from "../pods/handlers/assume.ts";
import type { AnnotationSet, Isolation, Platform } from "../pods/manifest/annotation-set.ts";
import type { PodFile } from "../pods/pod-file.ts";
import type { Target } from "../pods/target.ts";
import { type JsonOption, optionsToJson } from "../pods/uvm/options-json.ts";
import { resolveSandbox } from "../pods/uvm/resolve.ts";
import { type AddedAnnotation, isOfOptions } from "../pods/uvm/resolved.ts";
import { sandboxInput } from "../pods/uvm/set-input.ts";

/** A sandbox as `resolve` prints it. */
export interface PrintedSandbox {
  /** Index of the manifest document in its file, from 0. */
  readonly document: number;
  readonly kind: string;
  readonly platform: Platform;
  readonly isolation: Isolation;
  readonly confidential: boolean;
  /** hcsshim's own error text; null where it accepts the sandbox. */
  readonly error: string | null;
  /** The values that hcsshim logs as unparsable, in the order of its log. */
  readonly warnings: readonly { readonly key: string; readonly message: string }[];
  /** hcsshim's option names with the values that it ends up with. */
  readonly options: { readonly [name: string]: JsonOption };
  /** What the runtime handler's options added; absent where they added nothing. */
  readonly added?: readonly (AddedAnnotation & { readonly key: string })[];
}

/** Every sandbox of a file, in source order. `onHost` says which boot files the host has. */
export const resolvedSandboxes = (
  file: PodFile,
  target: Target,
  onHost: (path: string) => boolean,
): readonly PrintedSandbox[] =>
  file.documents.flatMap(({ document }) =>
    document.sets
      .filter(({ level }) => level === "sandbox")
      .map((set) => ({ document: document.index, ...resolvedSandbox(set, target, onHost) })),
  );

function resolvedSandbox(
  set: AnnotationSet,
  target: Target,
  onHost: (path: string) => boolean,
): Omit<PrintedSandbox, "document"> {
  const { kind, platform, isolation } = assumeTarget(set, target);
  const sandbox = resolveSandbox({ ...sandboxInput(set, target), fileExists: onHost });
  // What fails at the start, when the VM is built, is no answer of hcsshim to its annotations.
  const refusal = sandbox.refusals.find(isOfOptions);
  return {
    kind,
    platform: platform.value,
    isolation: isolation.value,
    confidential: sandbox.confidential,
    error: refusal?.message ?? null,
    warnings: sandbox.warnings
      .filter((warning) => warning.kind === "unparsable")
      .map(({ key, message }) => ({ key, message })),
    options: optionsToJson(sandbox.options),
    ...(sandbox.added.size === 0 ? {} : { added: [...sandbox.added].map(([key, one]) => ({ key, ...one })) }),
  };
}

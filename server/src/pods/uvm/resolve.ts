import { keys } from "./annotation-keys.ts";
import { bootVhds, confidentialRoot } from "./confidential-boot-files.ts";
import { startReading } from "./expansion.ts";
import { readLcowOptions } from "./lcow-options.ts";
import { normalizeMemorySize, normalizeProcessorCount } from "./normalize.ts";
import { toOptionRecord } from "./options-json.ts";
import { readByRelease } from "./release.ts";
import type { AddedAnnotation, ResolvedSandbox, UvmOptions } from "./resolved.ts";
import { addedByOptions, checkRuntimeOptions, isHypervisorIsolated } from "./runtime-options.ts";
import type { SandboxInput } from "./sandbox-input.ts";
import type { SandboxReading } from "./sandbox-reading.ts";
import { checkLcowStart, checkWcowBootFiles, checkWcowStart, noteNormalized } from "./start-checks.ts";
import { verifyLcow, verifyWcow } from "./verify.ts";
import { readWcowOptions } from "./wcow-options.ts";

function readUvm(reading: SandboxReading, input: SandboxInput): UvmOptions {
  if (input.platform === "lcow") {
    const options = readLcowOptions(reading, input);
    verifyLcow(reading, options, input.target.windowsBuild);
    checkLcowStart(reading, options, input);
    return { platform: "lcow", options };
  }
  const options = readWcowOptions(reading, input);
  checkWcowBootFiles(reading, options);
  verifyWcow(reading, options);
  checkWcowStart(reading, options, input);
  return { platform: "wcow", options };
}

function noteRounding(reading: SandboxReading, { options }: UvmOptions, input: SandboxInput): void {
  noteNormalized(reading, options.common, {
    memoryInMB: normalizeMemorySize(options.common.MemorySizeInMB),
    processors: normalizeProcessorCount(options.common.ProcessorCount, input.target.hostProcessors),
  });
}

const nothingAdded: ReadonlyMap<string, AddedAnnotation> = new Map();

/** What the runtime options add to what the release reads; as it reads them, too. */
function addedTo(
  annotations: ReadonlyMap<string, string>,
  { runtimeOptions, target, platform }: SandboxInput,
): ReadonlyMap<string, AddedAnnotation> {
  if (runtimeOptions === undefined) return nothingAdded;
  const defaults = runtimeOptions.defaultContainerAnnotations ?? new Map<string, string>();
  return addedByOptions(annotations, {
    ...runtimeOptions,
    defaultContainerAnnotations: readByRelease(defaults, target.hcsshim, platform),
  });
}

/** What every task goes through, a container's too (`createInternal`): runtime options, expansion, their checks. */
export function startTask(input: SandboxInput): Pick<ResolvedSandbox, "added"> & { readonly reading: SandboxReading } {
  const written = readByRelease(input.annotations, input.target.hcsshim, input.platform);
  const added = addedTo(written, input);
  const reading = startReading(added.size === 0 ? written : new Map([...written, ...valuesOf(added)]));
  checkRuntimeOptions(reading, input);
  return { added, reading };
}

/**
 * What hcsshim makes of a pod sandbox: runtime options, expansion, options, `VerifyOptions`, and what a document alone
 * shows to fail later. Past a refusal it goes on as if that were mended.
 */
export function resolveSandbox(input: SandboxInput): ResolvedSandbox {
  const { added, reading } = startTask(input);
  const uvm = isHypervisorIsolated(input) ? readUvm(reading, input) : undefined;
  if (uvm !== undefined) noteRounding(reading, uvm, input);
  return new Resolution(reading, input, uvm, added);
}

/** What a reading came to. */
class Resolution implements ResolvedSandbox {
  readonly platform: ResolvedSandbox["platform"];
  readonly confidential: boolean;
  readonly isolationType: string;
  readonly isJobContainer: boolean;
  readonly refusals: ResolvedSandbox["refusals"];
  readonly warnings: ResolvedSandbox["warnings"];
  readonly laterWarnings: ResolvedSandbox["laterWarnings"];
  readonly overrides: ResolvedSandbox["overrides"];
  readonly added: ResolvedSandbox["added"];
  readonly uvm: ResolvedSandbox["uvm"];
  readonly bootFiles: ResolvedSandbox["bootFiles"];
  #options: ResolvedSandbox["options"] | undefined;

  constructor(
    reading: SandboxReading,
    { platform, target }: SandboxInput,
    uvm: UvmOptions | undefined,
    added: ResolvedSandbox["added"],
  ) {
    const wcow = uvm?.platform === "wcow" ? uvm.options : undefined;
    this.platform = platform;
    this.confidential = uvm?.options.confidential.SecurityPolicyEnabled ?? false;
    this.isolationType = wcow?.confidential.IsolationType ?? "";
    this.isJobContainer = platform === "wcow" && reading.annotations.get(keys.hostProcessContainer) === "true";
    this.refusals = reading.refusals;
    this.warnings = reading.warnings;
    this.laterWarnings = reading.laterWarnings;
    this.overrides = reading.overrides;
    this.added = added;
    this.uvm = uvm;
    this.bootFiles =
      wcow !== undefined && this.confidential
        ? bootVhds(confidentialRoot(wcow.BootFilesRootPath, target.shimDirectory))
        : undefined;
  }

  /** Made when somebody asks: most callers want the findings only. */
  get options(): ResolvedSandbox["options"] {
    this.#options ??= this.uvm === undefined ? {} : toOptionRecord(this.uvm.options);
    return this.#options;
  }
}

const valuesOf = (added: ReadonlyMap<string, AddedAnnotation>): readonly (readonly [string, string])[] =>
  [...added].map(([key, { value }]) => [key, value]);

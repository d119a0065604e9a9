import type { Finding } from "../finding.ts";
import type { Span } from "../yaml/span.ts";
import { configFinding } from "./config-report.ts";
import type { ContainerdConfig, RuntimeHandler } from "./containerd-config.ts";
import {
  hasOptionType,
  type OptionType,
  optionNamed,
  optionOf,
  runtimeOptions,
  unreadOptions,
} from "./runtime-option.ts";

/** Memory below which hcsshim refuses a confidential Windows pod, MB. */
const confidentialFloor = 2048;

const typeNames: Readonly<Record<OptionType, string>> = {
  boolean: "true or false",
  text: "a text in quotes",
  number: "a whole number",
  texts: "a table of texts in quotes",
};

/** What is wrong with a handler's runtime options: of those that containerd or hcsshim refuse, ignore, or misunderstand. */
export function* checkOptions(config: ContainerdConfig, handler: RuntimeHandler): Generator<Finding, void> {
  if (!handler.isRunhcs) return;
  const spanOf = (name: string): Span => optionSpan(config, handler, name);
  for (const [written, value] of handler.options) {
    const name = optionNamed(written);
    if (name === undefined) {
      const message = `hcsshim has no runtime option ${written}; containerd passes over it.`;
      yield configFinding("containerd-option-unknown", "warning", spanOf(written), message);
      continue;
    }
    const type = runtimeOptions.get(name);
    if (type !== undefined && !hasOptionType(value, type)) {
      const message = `The runtime option ${name} must be ${typeNames[type]}: containerd cannot decode the handler's options, and no pod of it starts.`;
      yield configFinding("containerd-option-type", "error", spanOf(written), message);
    } else if (unreadOptions.has(name)) {
      const message = `hcsshim declares the runtime option ${name} but never reads it.`;
      yield configFinding("containerd-option-unread", "warning", spanOf(written), message);
    }
  }
  yield* checkSandbox(handler, spanOf);
}

function* checkSandbox({ options }: RuntimeHandler, spanOf: (name: string) => Span): Generator<Finding, void> {
  const platform = optionOf(options, "SandboxPlatform");
  const isolation = optionOf(options, "SandboxIsolation");
  const memory = optionOf(options, "VmMemorySizeInMb");
  const os = typeof platform === "string" ? platform.toLowerCase().split("/")[0] : undefined;
  if (os === "linux" && isolation !== 1) {
    const message =
      'hcsshim refuses every Linux pod of this handler ("invalid runtime sandbox isolation (PROCESS) for hypervisor isolated OCI spec"). Set SandboxIsolation = 1.';
    yield configFinding("containerd-isolation-refused", "error", spanOf("SandboxPlatform"), message);
  } else if (os !== undefined && os !== "" && os !== "linux" && !/^windows(?:\(.*\))?$/.test(os)) {
    const message = `hcsshim refuses every pod of this handler ("unknown runtime sandbox platform OS"). Set SandboxPlatform = "windows/amd64" or "linux/amd64".`;
    yield configFinding("containerd-platform-unknown", "error", spanOf("SandboxPlatform"), message);
  }
  if (os !== "linux" && isolation === 1 && typeof memory === "number" && memory > 0 && memory < confidentialFloor) {
    const message = `A confidential Windows pod of this handler without a memory annotation of its own gets ${memory} MB and is refused: it needs ${confidentialFloor} MB.`;
    yield configFinding("containerd-memory-below-floor", "warning", spanOf("VmMemorySizeInMb"), message);
  }
}

/** The value of an option, or its table's header; the handler's header where it stands in neither. */
function optionSpan({ places }: ContainerdConfig, { path }: RuntimeHandler, name: string): Span {
  const wanted = optionNamed(name) ?? name;
  const isOption = (at: readonly string[]): boolean =>
    at.length === path.length + 2 &&
    isAt(at.slice(0, -1), [...path, "options"]) &&
    (optionNamed(at.at(-1) ?? "") ?? at.at(-1)) === wanted;
  return (
    places.entries.find((entry) => isOption(entry.path))?.valueSpan ??
    places.headers.find((header) => isOption(header.path))?.span ??
    places.headers.find((header) => isAt(header.path, path))?.span ?? { start: 0, end: 1 }
  );
}

const isAt = (path: readonly string[], wanted: readonly string[]): boolean =>
  path.length === wanted.length && path.every((name, at) => name === wanted[at]);

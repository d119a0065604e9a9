import type { Fix } from "../../finding.ts";
import { platformOs } from "../../handlers/runtime-options.ts";
import { confidentialMemoryInMB } from "../../uvm/wcow-policy.ts";
import type { ContainerdConfig, RuntimeHandler } from "../containerd-config.ts";
import { effectiveOption, optionOf } from "../runtime-option.ts";
import { insertOption, replacement } from "../toml-edits.ts";
import { type ConfigRule, exampleWith, fix, onPlace, optionRule } from "./config-rule.ts";
import { optionEntry, optionSpan } from "./option-places.ts";

/** The operating system that `SandboxPlatform` names; undefined where it is absent or no text. */
function osOf({ options }: RuntimeHandler): string | undefined {
  const platform = optionOf(options, "SandboxPlatform");
  return typeof platform === "string" ? platformOs(platform) : undefined;
}

/** "SandboxIsolation = 1": another value, or a line more. */
function setOption(
  config: ContainerdConfig,
  handler: RuntimeHandler,
  name: string,
  value: string,
  preferred = true,
): readonly Fix[] {
  const entry = optionEntry(config, handler, name);
  const line = `${name} = ${value}`;
  return entry === undefined
    ? fix(`Add ${line}`, insertOption(config, handler, line), preferred)
    : fix(`Write ${value}`, replacement(entry.valueSpan, value), preferred);
}

const isolationRefused: ConfigRule = optionRule(
  {
    code: "containerd-isolation-refused",
    title: "Handler for Linux pods without Hyper-V isolation",
    severity: "error",
    help: `Linux pods on a Windows host always run in a utility VM. hcsshim compares that with the handler's options as soon as
there are any, and \`SandboxIsolation\` is 0 (process) where it is absent:
\`invalid runtime sandbox isolation (PROCESS) for hypervisor isolated OCI spec\`.

Source: \`cmd/containerd-shim-runhcs-v1/service_internal.go:createInternal\`.`,
    examples: {
      language: "toml",
      bad: exampleWith("SandboxPlatform = 'linux/amd64'", "runhcs-lcow"),
      good: exampleWith("SandboxPlatform = 'linux/amd64'\nSandboxIsolation = 1", "runhcs-lcow"),
    },
  },
  function* (config, handler) {
    if (osOf(handler) !== "linux" || effectiveOption(handler, "SandboxIsolation") === 1) return;
    yield onPlace(
      optionSpan(config, handler, "SandboxPlatform"),
      'hcsshim refuses every Linux pod of this handler ("invalid runtime sandbox isolation (PROCESS) for hypervisor isolated OCI spec"). Set SandboxIsolation = 1.',
      () => setOption(config, handler, "SandboxIsolation", "1"),
    );
  },
);

const platformUnknown: ConfigRule = optionRule(
  {
    code: "containerd-platform-unknown",
    title: "Sandbox platform that hcsshim does not know",
    severity: "error",
    help: `\`SandboxPlatform\` is an OCI platform, \`windows/amd64\` or \`linux/amd64\`. With any other operating system hcsshim refuses
every pod of the handler: \`unknown runtime sandbox platform OS: …\`.

Source: \`cmd/containerd-shim-runhcs-v1/service_internal.go:createInternal\`.`,
    examples: {
      language: "toml",
      bad: exampleWith("SandboxIsolation = 1\nSandboxPlatform = 'win/amd64'"),
      good: exampleWith("SandboxIsolation = 1\nSandboxPlatform = 'windows/amd64'"),
    },
  },
  function* (config, handler) {
    const os = osOf(handler);
    if (os === undefined || os === "" || os === "linux" || os === "windows") return;
    yield onPlace(
      optionSpan(config, handler, "SandboxPlatform"),
      'hcsshim refuses every pod of this handler ("unknown runtime sandbox platform OS"). Set SandboxPlatform = "windows/amd64" or "linux/amd64".',
      () =>
        ["'windows/amd64'", "'linux/amd64'"].flatMap((platform) =>
          setOption(config, handler, "SandboxPlatform", platform, platform.slice(1, 4) === os.slice(0, 3)),
        ),
    );
  },
);

const memoryBelowFloor: ConfigRule = optionRule(
  {
    code: "containerd-memory-below-floor",
    title: "Handler with less memory than a confidential pod needs",
    severity: "warning",
    help: `\`VmMemorySizeInMb\` is the memory of every pod of the handler that does not set its own. A confidential Windows pod needs
2048 MB, and hcsshim refuses one with less: \`minimum 2048MB of memory is required for confidential pods, got: …\`. Other pods are
fine with it.

Source: \`internal/oci/uvm.go:UpdateSpecFromOptions\`, \`handleWCOWSecurityPolicy\`.`,
    examples: {
      language: "toml",
      bad: exampleWith("SandboxIsolation = 1\nVmMemorySizeInMb = 1024"),
      good: exampleWith("SandboxIsolation = 1\nVmMemorySizeInMb = 2048"),
    },
  },
  function* (config, handler) {
    const memory = optionOf(handler.options, "VmMemorySizeInMb");
    const isIsolated = effectiveOption(handler, "SandboxIsolation") === 1;
    if (osOf(handler) === "linux" || !isIsolated || typeof memory !== "number") return;
    if (memory <= 0 || memory >= confidentialMemoryInMB) return;
    yield onPlace(
      optionSpan(config, handler, "VmMemorySizeInMb"),
      `A confidential Windows pod of this handler without a memory annotation of its own gets ${memory} MB and is refused: it needs ${confidentialMemoryInMB} MB.`,
      () => setOption(config, handler, "VmMemorySizeInMb", String(confidentialMemoryInMB)),
    );
  },
);

/** What a handler's options do to its pods. */
export const handlerOptionRules: readonly ConfigRule[] = [isolationRefused, platformUnknown, memoryBelowFloor];

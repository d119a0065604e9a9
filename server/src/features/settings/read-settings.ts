import { type ContainerdTarget, withContainerd } from "../../pods/containerd/target-from-containerd.ts";
import { ruleLevels, type Severity } from "../../pods/finding.ts";
import type { ReviewProfile } from "../../pods/review/profile.ts";
import { defaultTarget, hcsshimVersions, highestBuild, mostProcessors, type Target } from "../../pods/target.ts";
import { entriesOf, fieldOf, oneOf, wholeNumber } from "../../unknown.ts";
import type { KnownConfig } from "../containerd/containerd-configs.ts";

/** Settings as the server uses them. */
export interface Settings {
  /** False: no diagnostics at all. */
  readonly validate: boolean;
  /** False: no inlay hints. */
  readonly inlayHints: boolean;
  readonly profile: ReviewProfile;
  /** The containerd configuration that the target is made with. */
  readonly config: KnownConfig | undefined;
}

/**
 * Reads the section `confidentialPods` of the client's settings.
 * Never throws: what is absent, of another type or out of range means the default.
 * @param config the containerd configuration, where one is known; a list in the settings counts more.
 * @param runtimeClasses handlers by RuntimeClass.
 */
export function readSettings(
  section: unknown,
  config?: KnownConfig,
  runtimeClasses = defaultTarget.runtimeClasses,
): Settings {
  return {
    validate: fieldOf(fieldOf(section, "validate"), "enable") !== false,
    inlayHints: fieldOf(fieldOf(section, "inlayHints"), "enable") !== false,
    profile: {
      target: { ...readTarget(section, config?.target), runtimeClasses },
      severities: readLevels(fieldOf(section, "rules")),
    },
    config,
  };
}

function readTarget(section: unknown, containerd: ContainerdTarget | undefined): Target {
  const target = fieldOf(section, "target");
  const known = containerd === undefined ? defaultTarget : withContainerd(defaultTarget, containerd);
  return {
    ...known,
    hcsshim: oneOf(hcsshimVersions, fieldOf(target, "hcsshim")) ?? known.hcsshim,
    platform: oneOf(["wcow", "lcow"], fieldOf(target, "platform")) ?? known.platform,
    isolation: oneOf(["hypervisor", "process"], fieldOf(target, "isolation")) ?? known.isolation,
    hostProcessors: wholeNumber(fieldOf(target, "hostProcessors"), 1, mostProcessors) ?? known.hostProcessors,
    shimDirectory: nonEmpty(fieldOf(target, "shimDirectory")) ?? known.shimDirectory,
    windowsBuild: wholeNumber(fieldOf(target, "windowsBuild"), 1, highestBuild) ?? known.windowsBuild,
    runtimeHandler: nonEmpty(fieldOf(target, "runtimeHandler")),
    podAnnotations: readPodAnnotations(fieldOf(fieldOf(section, "containerd"), "podAnnotations"), known, containerd),
  };
}

const nonEmpty = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** The lists that are known, with those replaced that the settings give. */
function readPodAnnotations(
  given: unknown,
  known: Target,
  containerd: ContainerdTarget | undefined,
): Target["podAnnotations"] {
  const lists = new Map(known.podAnnotations);
  for (const [handler, patterns] of entriesOf(given)) {
    // An editor sends the settings' default lists along, which nobody has chosen over the configuration.
    const isDefault = JSON.stringify(patterns) === JSON.stringify(defaultTarget.podAnnotations.get(handler));
    if (Array.isArray(patterns) && !(isDefault && containerd?.podAnnotations.has(handler))) {
      lists.set(
        handler,
        patterns.filter((pattern) => typeof pattern === "string"),
      );
    }
  }
  return lists;
}

function readLevels(given: unknown): ReviewProfile["severities"] {
  const severities = new Map<string, Severity | "off">();
  for (const [code, level] of entriesOf(given)) {
    const known = oneOf(ruleLevels, level);
    if (known !== undefined) severities.set(code, known);
  }
  return severities;
}

import type { AnnotationFact, PodKind } from "../../annotations/annotation-fact.ts";
import { lookup } from "../../annotations/registry.ts";
import type { AnnotationSet, Platform } from "../../manifest/annotation-set.ts";
import type { HcsshimVersion } from "../../target.ts";
import type { RuleContext } from "../rule.ts";
import { isConfidential } from "./values.ts";

const platformKinds: Record<Platform, readonly PodKind[]> = {
  wcow: ["wcow", "cwcow", "process", "hostprocess"],
  lcow: ["lcow", "clcow"],
};

/** What rules ask of a fact again and again, worked out once. */
interface Traits {
  readonly platforms: Record<HcsshimVersion, Record<Platform, boolean>>;
  readonly isUvmOnly: boolean;
}

const known = new WeakMap<AnnotationFact, Traits>();

function traits(fact: AnnotationFact): Traits {
  const kept = known.get(fact);
  if (kept !== undefined) return kept;
  const { platforms, platformsIn = {}, neverRead } = fact;
  const isFor = (platform: Platform, kinds: readonly PodKind[]): boolean =>
    neverRead || kinds.length === 0 || platformKinds[platform].some((kind) => kinds.includes(kind));
  const platformsOf = (release: HcsshimVersion): Record<Platform, boolean> => {
    const kinds = platformsIn[release] ?? platforms;
    return { wcow: isFor("wcow", kinds), lcow: isFor("lcow", kinds) };
  };
  const found: Traits = {
    platforms: { "0.14": platformsOf("0.14"), "0.15": platformsOf("0.15") },
    isUvmOnly: platforms.length > 0 && !platforms.includes("process") && !platforms.includes("hostprocess"),
  };
  known.set(fact, found);
  return found;
}

/** Whether a release has code that reads the key in a pod of this platform; a key that nothing reads at all is another matter. */
export const isForPlatform = (fact: AnnotationFact, platform: Platform, release: HcsshimVersion): boolean =>
  traits(fact).platforms[release][platform];

/** Whether some release reads the key in pods of one platform alone. */
export const isOfOnePlatform = (fact: AnnotationFact): boolean =>
  Object.values(traits(fact).platforms).some(({ wcow, lcow }) => !wcow || !lcow);

/** Whether the key acts only on pods with a utility VM. */
export const isUvmOnly = (fact: AnnotationFact): boolean => traits(fact).isUvmOnly;

/** Keys that hcsshim declares and whose facts pass a test: what a rule is about (`Rule.about`). */
export const whereFact =
  (test: (fact: AnnotationFact) => boolean) =>
  (key: string): boolean => {
    const fact = lookup(key);
    return fact !== undefined && test(fact);
  };

/** Whether the set's annotations are those of one container and nothing else. */
const isContainer = ({ level }: AnnotationSet): boolean => level === "container";

/** Whether the set is read as a sandbox only: containerd copies a CRI sandbox's annotations to its containers, an OCI spec has its own. */
const isSandboxOnly = ({ carrier, facts }: AnnotationSet): boolean => carrier === "oci" && facts.ociType === "sandbox";

/** Whether the chosen hcsshim has code that reads the key on a pod or container like this one. */
export function isReadOn(fact: AnnotationFact, { set, target }: RuleContext): boolean {
  return !fact.neverRead && fact.readBy[target.hcsshim] && isForPlatform(fact, set.platform.value, target.hcsshim);
}

/** Whether a value of this key matters here, so that a fault in it is worth a finding. */
export function isValueRead(fact: AnnotationFact, context: RuleContext): boolean {
  const { set } = context;
  if (set.level === "misplaced" || !isReadOn(fact, context)) return false;
  if (isContainer(set)) return fact.level !== "sandbox";
  if (fact.level === "container" && isSandboxOnly(set)) return false;
  return set.isolation.value === "hypervisor" || !isUvmOnly(fact);
}

/** Whether hcsshim declares the key and reads it somewhere. */
export function isRead(key: string): boolean {
  const fact = lookup(key);
  return fact !== undefined && !fact.neverRead;
}

/** Whether the value names one file or folder, or is a list of such. */
export const isPath = ({ valueType }: AnnotationFact): boolean => valueType === "path" || valueType === "csv-path";

/** The kind of pod that the set is of, as the table of defaults has it. */
export function podKind(context: RuleContext): PodKind {
  const { isolation, platform } = context.set;
  if (platform.value === "lcow") return isConfidential(context) ? "clcow" : "lcow";
  if (isolation.value === "process") return "process";
  return isConfidential(context) ? "cwcow" : "wcow";
}

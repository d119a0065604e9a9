import type { AnnotationSet } from "../../manifest/annotation-set.ts";
import type { Target } from "../../target.ts";

/**
 * The set with the target's platform and isolation in the place of what its document leaves open; the same set where nothing
 * changes. Linux containers on Windows always run in a utility VM, whatever the setting says.
 */
export function assumeTarget(set: AnnotationSet, target: Target): AnnotationSet {
  const platform = set.platform.from === "assumed" ? target.platform : set.platform.value;
  const wanted = platform === "lcow" ? "hypervisor" : target.isolation;
  const isolation = set.isolation.from === "assumed" ? wanted : set.isolation.value;
  if (platform === set.platform.value && isolation === set.isolation.value) return set;
  return {
    ...set,
    platform: { ...set.platform, value: platform },
    isolation: { ...set.isolation, value: isolation },
  };
}

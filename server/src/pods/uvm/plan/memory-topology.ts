import type { CommonOptions } from "../common-options.ts";
import { normalizeMemorySize } from "../normalize.ts";
import type { NumaTopology } from "../numa-topology.ts";
import type { GoObject } from "./go-json.ts";
import { goStruct } from "./go-struct.ts";

/** Hints that only one of the two guests has. */
export interface MemoryHints {
  readonly hot?: boolean;
  readonly coldDiscard?: boolean;
}

/** `ComputeTopology.Memory`; with NUMA the guest's firmware is told the distances between the nodes. */
export function memoryTopology(options: CommonOptions, hints: MemoryHints, numa: NumaTopology): GoObject {
  return goStruct({
    SizeInMB: normalizeMemorySize(options.MemorySizeInMB),
    AllowOvercommit: options.AllowOvercommit,
    EnableHotHint: hints.hot,
    EnableColdDiscardHint: hints.coldDiscard,
    EnableDeferredCommit: options.EnableDeferredCommit,
    LowMmioGapInMB: options.LowMMIOGapInMB,
    HighMmioBaseInMB: options.HighMMIOBaseInMB,
    HighMmioGapInMB: options.HighMMIOGapInMB,
    SlitType: numa.kind === "implicit" || numa.kind === "explicit" ? "FirmwareFallbackMeasured" : undefined,
  });
}

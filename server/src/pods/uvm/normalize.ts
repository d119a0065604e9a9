/** MiB, rounded up to an even number in 64 bits (`NormalizeMemorySize`): the largest odd number becomes 0. */
export function normalizeMemorySize(requested: bigint): bigint {
  return BigInt.asUintN(64, requested + 1n) & ~1n;
}

/** Virtual processors, at most the host's logical ones (`NormalizeProcessorCount`); a negative count passes. */
export function normalizeProcessorCount(requested: number, hostProcessors: number | undefined): number {
  return hostProcessors !== undefined && requested > hostProcessors ? hostProcessors : requested;
}

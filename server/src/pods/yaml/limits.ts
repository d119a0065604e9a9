/** Nesting beyond this is not read: no document of ours comes near it, and every walk of a tree may recurse. */
export const maximumDepth = 256;

/** Nodes that aliases may add to one document by standing for a collection; beyond it an alias stays unknown. */
export const maximumAliasedNodes = 10_000;

/** A file with more UTF-16 code units than this is not read. */
export const maximumFileLength = 32 * 1024 * 1024;

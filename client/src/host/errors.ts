/** The code of an error: Node's (`ENOENT`) or one of ours. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** What Node's codes mean to somebody whose files they are about. */
const advice: Readonly<Record<string, string>> = {
  ENOENT: "The file or folder is missing.",
  EACCES: "Access was denied: run elevated, or choose another folder.",
  EPERM: "Access was denied: run elevated, or choose another folder.",
  EBUSY: "Another process uses the file: end the VM or program that does.",
  ENOSPC: "The disk is full: free some space, or choose another folder.",
  EFBIG: "The disk takes no file of that size: choose a folder on another one.",
  EROFS: "The folder is read-only: choose another one.",
  EEXIST: "The file exists: remove it, or choose another folder.",
  ENAMETOOLONG: "The path is too long: choose a shorter folder.",
  ENOTDIR: "A part of the path is a file.",
};

/** An error's message, with what to do where only Node's code says it. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const hint = advice[codeOf(error) ?? ""];
  return hint === undefined ? error.message : `${hint} (${error.message})`;
}

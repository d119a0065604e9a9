/** What errors of the operating system mean for whoever reads or writes a file. */

const readReasons: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["ENOTDIR", "there is no such file"],
  ["EISDIR", "it is a folder"],
  ["EACCES", "you have no permission to read it"],
  ["EPERM", "you have no permission to read it"],
  // What Windows' sharing violation becomes.
  ["EBUSY", "another process has it open and does not share it"],
  ["EMFILE", "too many files are open"],
  ["ENAMETOOLONG", "its path is too long"],
  ["ELOOP", "its symbolic links lead in a circle"],
  ["ESTALE", "it was removed while it was read"],
  ["EIO", "the drive that it is on reports an error"],
]);

const writeReasons: ReadonlyMap<string, string> = new Map([
  ["EEXIST", "there is a file where its folder should be"],
  ["EISDIR", "there is a folder of its name"],
  ["EACCES", "you have no permission to write there"],
  ["EPERM", "you have no permission to write there"],
  ["EBUSY", "another process has it open and does not share it"],
  ["ENAMETOOLONG", "its path is too long; write to a folder with a shorter one"],
  ["EFBIG", "the target disk cannot hold a file of this size"],
  ["ENOENT", "its folder is not there and cannot be made"],
  ["ENOTDIR", "there is a file where its folder should be"],
  ["ENOSPC", "the target disk is full"],
  ["EDQUOT", "your quota on the target disk is used up"],
  ["EROFS", "the target disk is read-only"],
  ["EIO", "the target disk reports an error"],
]);

/** The operating system's code of an error, such as `ENOENT`; empty where it has none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Why a file cannot be read, to end a sentence; the error's own words where the code says nothing. */
export const readReason = (error: unknown): string => reasonIn(readReasons, error);

/** Why a file or folder cannot be written, likewise. */
export const writeReason = (error: unknown): string => reasonIn(writeReasons, error);

function reasonIn(reasons: ReadonlyMap<string, string>, error: unknown): string {
  return reasons.get(systemCode(error)) ?? (error instanceof Error ? error.message : String(error));
}

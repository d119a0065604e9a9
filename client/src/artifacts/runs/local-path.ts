import path from "node:path";

/**
 * Whether a path that a foreign file names (a spec, a record) is an absolute one of this machine. A path into the network
 * is not looked at: asking the server that it names would tell that server who reads the file.
 */
export function isLocalPath(file: string): boolean {
  return path.isAbsolute(file) && !/^[\\/]{2}/.test(file);
}

/** Whether two paths of this machine are of the same file: on Windows case does not count, and drives come in both. */
export function isSamePath(one: string, other: string): boolean {
  return path.relative(one, other) === "";
}

const isSeparator = (character: string | undefined): boolean => character === "\\" || character === "/";

/** Whether a path starts with the elements of `prefix` (upper case, backslashes), whatever its letter case and slashes. */
function hasPrefix(path: string, prefix: string): boolean {
  const start = path.slice(0, prefix.length).replaceAll("/", "\\").toUpperCase();
  return start === prefix && (path.length === prefix.length || isSeparator(path[prefix.length]));
}

/** Length up to the second separator after `start`, or of the whole path: `\\host\share`. */
function uncLength(path: string, start: number): number {
  let separators = 0;
  for (let index = start; index < path.length; index++) {
    if (!isSeparator(path[index])) continue;
    separators++;
    if (separators === 2) return index;
  }
  return path.length;
}

/** Characters of a path's leading volume name, 0 without one: `C:`, `\\host\share`, `\\?\C:`, `\\.\UNC\host\share`. */
export function volumeNameLength(path: string): number {
  // Go compares bytes: a colon behind a character of two bytes is no drive.
  if (path[1] === ":" && path.charCodeAt(0) < 0x80) return 2;
  if (!isSeparator(path[0])) return 0;
  if (hasPrefix(path, "\\\\.\\UNC")) return uncLength(path, 8);
  if (hasPrefix(path, "\\\\.") || hasPrefix(path, "\\\\?") || hasPrefix(path, "\\??")) {
    const separator = path.slice(4).search(/[\\/]/);
    return path.length === 3 || separator < 0 ? path.length : 4 + separator;
  }
  return isSeparator(path[1]) ? uncLength(path, 2) : 0;
}

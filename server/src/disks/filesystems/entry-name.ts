/**
 * A name as a path may carry it. Separators and NUL cannot be part of a name on Windows; a damaged or hostile directory
 * can hold them, and `.` and `..`, all of which would lead a path elsewhere: they become U+FFFD.
 */
export function entryName(stored: string): string {
  if (stored === "." || stored === "..") return "\ufffd".repeat(stored.length);
  // Most names are clean: one search instead of building a new string.
  return /[\\/\0]/.test(stored) ? stored.replace(/[\\/\0]/g, "\ufffd") : stored;
}

/** What to say of a name that {@link entryName} had to change. */
export function unsafeName(directory: string, name: string): string {
  return `${joinPath(directory, name)}: the stored name would lead elsewhere as a path; what does so is shown as \ufffd.`;
}

/** The path of an entry of a directory; the root's path is empty. */
export function joinPath(directory: string, name: string): string {
  return directory === "" ? name : `${directory}/${name}`;
}

/** The parts of a path, without empty ones. */
export function splitPath(path: string): readonly string[] {
  return path.split(/[\\/]/).filter((part) => part !== "");
}

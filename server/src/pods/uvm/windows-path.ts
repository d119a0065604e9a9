import { volumeNameLength } from "./windows-volume.ts";

const isSeparator = (character: string | undefined): boolean => character === "\\" || character === "/";

/** The elements of the path behind the volume, `.` dropped and `..` resolved; rooted paths never climb above the root. */
function resolveElements(path: string, rooted: boolean): string[] {
  const elements: string[] = [];
  for (const element of path.split(/[\\/]/)) {
    if (element === "" || element === ".") continue;
    if (element !== "..") elements.push(element);
    else if (elements.length > 0 && elements.at(-1) !== "..") elements.pop();
    else if (!rooted) elements.push("..");
  }
  return elements;
}

/** Go's guard against a relative path that would turn into a drive or a device path only by being cleaned. */
function guardRelative(cleaned: string, original: string): string {
  if (original.startsWith(cleaned)) return cleaned;
  if (/^[^\\]*:/.test(cleaned)) return `.\\${cleaned}`;
  return cleaned.startsWith("\\??") ? `\\.${cleaned}` : cleaned;
}

/** Go's `filepath.Clean` on Windows: the shortest path with the same meaning, backslashes only; "" is ".". */
export function cleanPath(path: string): string {
  const volumeLength = volumeNameLength(path);
  const volume = path.slice(0, volumeLength).replaceAll("/", "\\");
  const rest = path.slice(volumeLength);
  if (rest === "") {
    const isUnc = volumeLength > 1 && isSeparator(path[0]) && isSeparator(path[1]);
    return isUnc ? volume : `${volume}.`;
  }
  const rooted = isSeparator(rest[0]);
  const elements = resolveElements(rest, rooted).join("\\");
  const cleaned = rooted ? `\\${elements}` : elements === "" ? "." : elements;
  return volumeLength === 0 ? guardRelative(cleaned, path) : volume + cleaned;
}

/** Go's `filepath.Join` on Windows: empty elements are skipped, the result is cleaned, "" where nothing is left. */
export function joinPath(...elements: readonly string[]): string {
  let joined = "";
  for (const element of elements) {
    if (joined === "") {
      joined = element;
    } else if (isSeparator(joined.at(-1))) {
      const bare = element.replace(/^[\\/]+/, "");
      joined += joined.length === 1 && /^\?\?(?:[\\/]|$)/.test(bare) ? `.\\${bare}` : bare;
    } else if (joined.endsWith(":")) {
      joined += element;
    } else {
      joined += `\\${element}`;
    }
  }
  return joined === "" ? "" : cleanPath(joined);
}

/** Go's `filepath.Base` on Windows: the last element; "." for "", a backslash for a root. */
export function baseName(path: string): string {
  if (path === "") return ".";
  const trimmed = path.replace(/[\\/]+$/, "");
  const name = trimmed.slice(volumeNameLength(trimmed)).replace(/^.*[\\/]/s, "");
  return name === "" ? "\\" : name;
}

/** Go's `filepath.Dir` on Windows: the path without its last element, cleaned. */
export function parentFolder(path: string): string {
  const volumeLength = volumeNameLength(path);
  const rest = path.slice(volumeLength).replace(/[^\\/]+$/, "");
  return cleanPath(path.slice(0, volumeLength) + rest);
}

/** Win32 drops one dot at the end of an inner element, and all dots and blanks at the end of the path. */
function dropWin32Trailers(path: string): string {
  const volumeLength = volumeNameLength(path);
  const elements = path.slice(volumeLength).split("\\");
  const last = elements.pop() ?? "";
  const inner = elements.map((element) => (/[^.]\.+$/.test(element) ? element.slice(0, -1) : element));
  return path.slice(0, volumeLength) + [...inner, last.replace(/[. ]+$/, "")].join("\\");
}

/**
 * Go's `filepath.Abs` on Windows (`GetFullPathNameW`, then Clean) for a process in `workingDirectory`; "" is the
 * working directory. Undefined where Win32 refuses the text (blanks only, a NUL character), which Go reports as an error.
 */
export function absolutePath(path: string, workingDirectory: string): string | undefined {
  if (path.includes("\0") || /^ +$/.test(path)) return undefined;
  const text = (path === "" ? "." : path).replaceAll("/", "\\");
  const volumeLength = volumeNameLength(text);
  const rest = text.slice(volumeLength);
  const drive = workingDirectory.slice(0, volumeNameLength(workingDirectory));
  let full: string;
  if (volumeLength === 0) {
    full = isSeparator(rest[0]) ? drive + rest : `${workingDirectory}\\${text}`;
  } else if (volumeLength === 2 && !isSeparator(rest[0])) {
    // "C:boot" is relative to that drive's own current directory; of other drives only the root is known.
    const onThisDrive = text.slice(0, 2).toLowerCase() === drive.toLowerCase();
    full = onThisDrive ? `${workingDirectory}\\${rest}` : `${text.slice(0, 2)}\\${rest}`;
  } else {
    full = text;
  }
  return cleanPath(dropWin32Trailers(cleanPath(full)));
}

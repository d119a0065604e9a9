import path from "node:path";
import { parseJson } from "../../infrastructure/unknown.ts";
import { isJsonObject } from "../json.ts";

const roles = ["computecore", "virtdisk", "ws2_32", "kernel32", "advapi32"] as const;

export type LibraryRole = (typeof roles)[number];

/** The file that each library is loaded from; what is absent is not there on this machine. */
export type LibraryTable = Readonly<Partial<Record<LibraryRole, string>>>;

/** Windows' own libraries, by full paths: an elevated process must not search folders for them. */
export function systemLibraries(systemRoot: string): LibraryTable {
  return Object.fromEntries(roles.map((role) => [role, path.win32.join(systemRoot, "System32", `${role}.dll`)]));
}

/** Reads a table of other libraries from JSON; undefined when the text is none. Roles that it leaves out keep `base`'s. */
export function readLibraryTable(text: string, base: LibraryTable): LibraryTable | undefined {
  const value = parseJson(text);
  if (!isJsonObject(value)) return undefined;
  const given = roles.flatMap((role) => {
    const file = value[role];
    return typeof file === "string" && path.isAbsolute(file) ? [[role, file] as const] : [];
  });
  return { ...base, ...Object.fromEntries(given) };
}

/** A library or a function that is not to be had here. */
export class MissingLibraryError extends Error {
  override readonly name = "MissingLibraryError";
  readonly code = "library-missing";
  /** What is missing, as a sentence. */
  readonly reason: string;
  readonly advice: string;

  constructor(what: string, options?: ErrorOptions, advice: string = useNewerWindows) {
    const reason = `${what} is not there.`;
    super(`${reason} ${advice}`, options);
    this.reason = reason;
    this.advice = advice;
  }
}

const useNewerWindows = "Turn on the Windows feature Hyper-V, and use Windows 11 or Windows Server 2022 or later.";

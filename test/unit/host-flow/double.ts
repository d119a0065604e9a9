import { spawnSync } from "node:child_process";
import koffi from "koffi";
import { type LibraryTable, systemLibraries } from "../../../client/src/host/native/libraries.ts";

/** The HCS double in this process, with its knobs and its counters. */
export interface Double {
  readonly libraries: LibraryTable;
  /** Sets knobs for the next calls; undefined takes one away. */
  readonly set: (knobs: Readonly<Record<string, string | undefined>>) => void;
  /** Takes all knobs away that were set. */
  readonly clear: () => void;
  /** Living objects of the service. */
  readonly living: () => Readonly<Record<"operations" | "handles" | "systems" | "documents" | "grants", number>>;
}

interface Built {
  readonly libraries?: LibraryTable;
  readonly skipped?: string;
}

/** Builds and loads the double; a text says why it cannot be had here. */
export function loadDouble(): Double | string {
  const built = spawnSync(process.execPath, ["test/tools/hcs-double.mjs"], { encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stderr);
  const { libraries: doubled, skipped }: Built = JSON.parse(built.stdout);
  if (doubled === undefined) return skipped ?? "no compiler";
  // What the double does not stand in for is the system's own, where there is one.
  const own = process.platform === "win32" ? systemLibraries(process.env["SystemRoot"] ?? "C:\\Windows") : {};
  const libraries = { ...own, ...doubled };
  const setters = [...new Set(Object.values(doubled))].map((file) =>
    koffi.load(file).func("HcsdSet", "void", ["str", "str"]),
  );
  const used = new Set<string>();
  const give = (name: string, value: string | null): void => {
    used.add(name);
    for (const set of setters) set(name, value);
  };
  const live = koffi.load(libraries.computecore ?? "").func("HcsdLive", "int32", ["int32"]);
  return {
    libraries,
    set: (knobs) => {
      for (const [name, value] of Object.entries(knobs)) give(name, value ?? null);
    },
    clear: () => {
      for (const name of used) give(name, null);
    },
    living: () => ({
      operations: live(0),
      handles: live(1),
      systems: live(2),
      documents: live(3),
      grants: live(4),
    }),
  };
}

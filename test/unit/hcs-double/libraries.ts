// Where the double's libraries are: built with the machine's compiler, or put in System32 by the Windows lane.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { field, textField } from "./json-fields.ts";

export interface Libraries {
  readonly computecore: string;
  readonly virtdisk: string;
  readonly ws2_32: string;
  readonly kernel32: string;
}

/** The libraries, or why there are none. */
export type Found =
  | { readonly libraries: Libraries; readonly skip: false }
  | { readonly libraries: undefined; readonly skip: string };

function inSystem32(): Libraries {
  const file = (name: string) => path.join(process.env["SystemRoot"] ?? "C:\\windows", "System32", name);
  return {
    computecore: file("computecore.dll"),
    virtdisk: file("virtdisk.dll"),
    ws2_32: file("hvsocket.dll"),
    kernel32: file("kernel32.dll"),
  };
}

function build(): Found {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["test/tools/hcs-double.mjs"], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const answer: unknown = JSON.parse(stdout);
  const files = field(answer, "libraries");
  if (files === undefined) return { libraries: undefined, skip: textField(answer, "skipped") };
  return {
    libraries: {
      computecore: textField(files, "computecore"),
      virtdisk: textField(files, "virtdisk"),
      ws2_32: textField(files, "ws2_32"),
      kernel32: textField(files, "kernel32"),
    },
    skip: false,
  };
}

export const found: Found = process.platform === "win32" ? { libraries: inSystem32(), skip: false } : build();

/** Options for a test that needs the double. */
export const needsDouble = { skip: found.skip };

import path from "node:path";
import type { BootRequest, PreflightCheck } from "../../../../server/src/protocol.ts";
import type { FileProbe, Probes } from "./probes.ts";

type Format = "VHD" | "VHDX" | "VMGS";

/** What a file's first and last bytes say it is. */
function formatOf({ head, tail }: Extract<FileProbe, { readonly kind: "file" }>): Format | undefined {
  if (head.toString("latin1", 0, 8) === "vhdxfile") return "VHDX";
  if (tail.toString("latin1", 0, 8) === "conectix" || head.toString("latin1", 0, 8) === "conectix") return "VHD";
  return head.toString("latin1", 0, 8) === "GUESTRTS" ? "VMGS" : undefined;
}

/** The formats that a boot file may have, by its name. */
function expectedFormats(file: string): readonly Format[] {
  const extension = path.extname(file).toLowerCase();
  if (extension === ".vmgs") return ["VMGS", "VHD"];
  if (extension === ".vhdx") return ["VHDX"];
  return extension === ".vhd" ? ["VHD"] : [];
}

/** Checks one file that the VM is given. `title` says what it is for. */
export function fileCheck(file: string, probe: FileProbe): PreflightCheck {
  const base = { code: "file", title: path.basename(file) };
  const failed = (detail: string, advice: string): PreflightCheck => ({ ...base, state: "failed", detail, advice });
  switch (probe.kind) {
    case "nothing":
      return failed(
        `${file} is missing.`,
        "Check the boot files folder and the isolation type, which choose the files.",
      );
    case "folder":
      return failed(`${file} is a folder.`, "Name the file itself.");
    case "unreadable":
      return failed(
        `${file} cannot be read: ${probe.reason}`,
        "Check the file's permissions, and whether a VM uses it.",
      );
    case "file": {
      const expected = expectedFormats(file);
      const format = formatOf(probe);
      if (expected.length > 0 && (format === undefined || !expected.includes(format))) {
        const told = format === undefined ? "none" : `a ${format}`;
        return failed(
          `${file} should be a ${expected[0]} but is ${told}.`,
          "Copy the file again from where it was built.",
        );
      }
      const detail = `${file}: ${format ?? "file"}, ${probe.size} bytes.`;
      return { ...base, state: "passed", detail, advice: "" };
    }
  }
}

/** The files that have to be there before the run: originals, but not what the run itself makes. */
export function neededFiles({ plan, newScratch }: BootRequest): readonly string[] {
  const made = new Set([...plan.copies.map(({ to }) => to), newScratch?.path, plan.shareFolder]);
  const files = [
    ...plan.checks.filter(({ kind }) => kind === "file").map((check) => check.path),
    ...plan.copies.map(({ from }) => from),
    ...plan.preserve.map(({ from }) => from),
    ...(plan.diskIdentifier === null ? [] : [plan.diskIdentifier.path]),
  ];
  return [...new Set(files)].filter((file) => !made.has(file));
}

/** What must not be there: an earlier run would have left it behind. */
async function leftoverChecks(
  { plan, newScratch, runFolder }: BootRequest,
  probes: Probes,
): Promise<readonly PreflightCheck[]> {
  const outside = (file: string): boolean => path.dirname(file) !== runFolder;
  const targets = [...plan.copies.filter(({ overwrite }) => !overwrite).map(({ to }) => to), newScratch?.path];
  const checks = await Promise.all(
    targets
      .filter((file) => file !== undefined)
      .filter(outside)
      .map(async (file): Promise<PreflightCheck | undefined> => {
        if ((await probes.file(file)).kind === "nothing") return undefined;
        const detail = `${file} exists already; a boot does not replace it.`;
        return {
          code: "leftover",
          title: path.basename(file),
          state: "failed",
          detail,
          advice: "End the VM that uses it, or remove it.",
        };
      }),
  );
  return checks.filter((check) => check !== undefined);
}

/** The checks of all files of a boot. */
export async function fileChecks(request: BootRequest, probes: Probes): Promise<readonly PreflightCheck[]> {
  const files = await Promise.all(neededFiles(request).map(async (file) => fileCheck(file, await probes.file(file))));
  return [...files, ...(await leftoverChecks(request, probes))];
}

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import type { BootFilesParams, BootFilesReport } from "../disk-protocol.ts";
import { columns, oneLine } from "../disks/formats/text.ts";
import { DiskError } from "../disks/problem.ts";
import { systemCode } from "../files/system-error.ts";
import { chunksOf } from "../image-files/content.ts";
import { openFileSource } from "../image-files/file-source.ts";
import { ImageFileError } from "../image-files/image-file-error.ts";
import { openImageFile } from "../image-files/open-image-file.ts";
import { guestStateFileName } from "../pods/uvm/confidential-boot-files.ts";
import { artifactText } from "./artifact-text.ts";
import type { CallContext } from "./call-context.ts";

interface Expected {
  readonly name: string;
  readonly what: string;
  readonly isNeeded: boolean;
  /** What a person should know of a file that is there. @throws DiskError where it cannot be used */
  readonly check: (file: string) => string;
}

interface Row {
  readonly name: string;
  readonly state: "ok" | "missing" | "bad" | "not there (optional)";
  readonly details: readonly string[];
}

/** Checks the folder that a confidential Windows VM starts from, as hcsshim picks its files (`initializeWCOWBootFiles`). */
export async function checkBootFiles(params: BootFilesParams, call: CallContext): Promise<BootFilesReport> {
  if (!existsSync(params.folder)) {
    const text = `Boot files  ${oneLine(params.folder)}\n\nThere is no such folder on this machine.\n`;
    return { text, isComplete: false };
  }
  const expected = expectedFiles(params.isolation);
  const rows: Row[] = [];
  for (const [index, file] of expected.entries()) {
    rows.push(await checkFile(path.join(params.folder, file.name), file, call));
    call.progress((index + 1) / expected.length);
  }
  const isComplete = rows.every(({ state }) => state !== "missing" && state !== "bad");
  const isolation = params.isolation === "" ? "SecureNestedPaging" : oneLine(params.isolation);
  const verdict = isComplete
    ? "Everything that a boot needs is there."
    : `Not complete: ${rows.flatMap(({ state, name }) => (state === "missing" || state === "bad" ? [`${name} is ${state}`] : [])).join(", ")}.`;
  const lines = rows.flatMap(({ name, state, details }) => [
    ...columns([[name.padEnd(34), state]]),
    ...details.map((detail) => `      ${detail}`),
  ]);
  const head = [`Boot files  ${oneLine(params.folder)}`, `Isolation   ${isolation}`, "", verdict, ""];
  return { text: `${[...head, ...lines].join("\n")}\n`, isComplete };
}

function expectedFiles(isolation: string): readonly Expected[] {
  return [
    { name: "boot.vhd", what: "EFI disk, from which the VM starts", isNeeded: true, check: checkVhd },
    { name: "rootfs.vhd", what: "block CIM of the operating system", isNeeded: true, check: checkVhd },
    { name: guestStateFileName(isolation), what: "guest state file", isNeeded: true, check: checkArtifact },
    { name: "reference_info.cose", what: "signed measurements", isNeeded: false, check: checkArtifact },
    {
      name: "reference_info_hash_envelope.cose",
      what: "signed measurements as a hash envelope",
      isNeeded: false,
      check: checkArtifact,
    },
  ];
}

async function checkFile(file: string, { name, what, isNeeded, check }: Expected, call: CallContext): Promise<Row> {
  try {
    const { size, sha256 } = await hashFile(file, call);
    const facts = [what, `${size} bytes, SHA-256 ${sha256}`];
    try {
      return { name, state: "ok", details: [...facts, check(file)] };
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
      return { name, state: "bad", details: [...facts, `${error.message} (offset ${error.offset})`] };
    }
  } catch (error) {
    if (!(error instanceof ImageFileError)) throw error;
    const isMissing = ["ENOENT", "ENOTDIR"].includes(systemCode(error.cause));
    if (!isMissing) return { name, state: "bad", details: [what, error.message] };
    return { name, state: isNeeded ? "missing" : "not there (optional)", details: [what] };
  }
}

async function hashFile(file: string, call: CallContext): Promise<{ readonly size: number; readonly sha256: string }> {
  const source = openFileSource(file, path.basename(file));
  try {
    const hash = createHash("sha256");
    for (const chunk of chunksOf(source)) {
      hash.update(chunk);
      await call.checkpoint();
    }
    return { size: source.size, sha256: hash.digest("hex") };
  } finally {
    source.close();
  }
}

/** A VHD with a good footer, and what it holds. Errors in the container make it useless; those inside are named. */
function checkVhd(file: string): string {
  const image = openImageFile(file, path.basename(file));
  try {
    const [problem] = [...image.problems(), ...image.disk.image.problems];
    if (problem !== undefined) throw new DiskError(problem.code, problem.message, problem.offset);
    return image.disk.verdict.text;
  } finally {
    image.close();
  }
}

function checkArtifact(file: string): string {
  const name = path.basename(file);
  const image = openImageFile(file, name);
  try {
    const { text } = artifactText(image.disk, { partition: null, path: name });
    return oneLine(text.split("\n", 1)[0] ?? "");
  } finally {
    image.close();
  }
}

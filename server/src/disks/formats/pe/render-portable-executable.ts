import { problemLines } from "../problem-lines.ts";
import { hex, labeled } from "../text.ts";
import type { Authenticode } from "./authenticode.ts";
import type { PortableExecutable } from "./portable-executable.ts";

const machines: ReadonlyMap<number, string> = new Map([
  [0x14c, "x86"],
  [0x8664, "x64"],
  [0x1c4, "ARM"],
  [0xaa64, "ARM64"],
]);

const subsystems: ReadonlyMap<number, string> = new Map([
  [1, "native"],
  [2, "Windows GUI"],
  [3, "Windows console"],
  [10, "EFI application"],
  [11, "EFI boot service driver"],
  [12, "EFI runtime driver"],
  [16, "Windows boot application"],
]);

export function renderPortableExecutable(image: PortableExecutable): string {
  const { version, signature } = image;
  const text = (name: string): (readonly [string, string])[] => {
    const value = version?.strings.get(name);
    return value === undefined || value === "" ? [] : [[name, value]];
  };
  const lines = [
    "PE image",
    ...labeled([
      ["size", `${image.size} bytes`],
      ["SHA-256", image.sha256],
      ["machine", machines.get(image.machine) ?? hex(image.machine, 4)],
      ["subsystem", subsystems.get(image.subsystem) ?? String(image.subsystem)],
      ["file version", version?.fileVersion ?? "(no version resource)"],
      ...(version?.productVersion === undefined ? [] : [["product version", version.productVersion] as const]),
      ...["FileDescription", "OriginalFilename", "CompanyName", "FileVersion"].flatMap(text),
      ...signatureRows(signature),
    ]),
    ...problemLines(image.problems),
  ];
  return `${lines.join("\n")}\n`;
}

function signatureRows(signature: Authenticode | undefined): (readonly [string, string])[] {
  if (signature === undefined) return [["signature", "none that can be read in the file"]];
  const { digestAlgorithm, signedDigest, intact, signers } = signature;
  return [
    ...signers.map((signer) => ["signed by", signer] as const),
    [
      "image hash",
      `${digestAlgorithm} ${signedDigest}: ${intact ? "the image still has it" : "THE IMAGE HAS ANOTHER ONE"}`,
    ],
  ];
}

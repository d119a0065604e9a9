import type { DiskArtifact, DiskOverview, DiskPartition } from "../../../../server/src/protocol.ts";
import { sizeText } from "../../infrastructure/size-text.ts";
import { countText } from "../tree/texts.ts";
import { allocationPicture } from "./allocation-picture.ts";
import { escapeHtml, facts, table } from "./html.ts";
import { overviewStyle } from "./overview-style.ts";

/** What a page needs besides the facts. */
export interface PageContext {
  /** Of the image, for a heading. */
  readonly name: string;
  /** Random; lets in our own style and nothing else. */
  readonly nonce: string;
  /** Address of a command that opens this artifact. */
  readonly linkTo: (artifact: DiskArtifact) => string;
}

/** The overview of a disk as a page without scripts and without anything from elsewhere. */
export function overviewPage(overview: DiskOverview, { name, nonce, linkTo }: PageContext): string {
  const { text, problems, verdict } = overview;
  const artifacts = overview.artifacts.toSorted((a, b) => rankOf(a) - rankOf(b));
  const inside =
    text === "" ? diskSections(overview, artifacts, linkTo) : section("Content", `<pre>${escapeHtml(text)}</pre>`);
  const body = [
    `<h1>${escapeHtml(name)}</h1><p class="verdict">${escapeHtml(text === "" ? verdict : artifactTitle(artifacts[0]?.kind ?? ""))}</p>`,
    section("Container", containerFacts(overview)),
    inside,
    // The text has problems of its own.
    text !== "" && problems.length === 0 ? "" : section("Problems", problemTable(problems)),
  ];
  return page(body.join(""), nonce);
}

/** A page with one sentence: why there is no overview. */
export function failurePage(name: string, sentence: string, nonce: string): string {
  return page(`<h1>${escapeHtml(name)}</h1><p class="problem">${escapeHtml(sentence)}</p>`, nonce);
}

function page(body: string, nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style nonce="${nonce}">${overviewStyle}</style></head><body><main>${body}</main></body></html>`;
}

function section(title: string, content: string): string {
  return `<h2>${escapeHtml(title)}</h2>${content}`;
}

function diskSections(
  overview: DiskOverview,
  artifacts: readonly DiskArtifact[],
  linkTo: PageContext["linkTo"],
): string {
  const { partitions, scheme, diskId } = overview;
  const heading =
    scheme === "none" ? "Volume, without a partition table" : `Partitions (${scheme.toUpperCase()} ${diskId})`;
  const links = artifacts.map((artifact) => [
    `<a href="${escapeHtml(linkTo(artifact))}">${escapeHtml(artifact.path)}</a>`,
    escapeHtml(artifactTitle(artifact.kind)),
  ]);
  return [
    section("Allocation", `${allocationPicture(overview)}${allocationWords(overview)}`),
    section(heading, partitionTable(partitions)),
    artifacts.length === 0 ? "" : section("Artifacts", table(["File", "What it is"], links)),
  ].join("");
}

/** What the picture's colors mean, and the same in words for who does not see it. */
function allocationWords({ allocatedSize, virtualSize, stored }: DiskOverview): string {
  const legend = `<p class="legend"><span class="swatch stored"></span> stored in the file <span class="swatch"></span> not stored, reads as zeros. Below it the partitions, at their places.</p>`;
  const { count, first } = stored;
  const sum = `${sizeText(allocatedSize)} of ${sizeText(virtualSize)}, in ${countText(count, "stretch", "stretches")}`;
  const rows = first.map(({ offset, size }) => [`<code>${offset}</code>`, cellText(sizeText(size))]);
  const rest = count > first.length ? `<p class="none">And ${count - first.length} more.</p>` : "";
  return `${legend}<details><summary>Stored: ${escapeHtml(sum)}</summary>${table(["Offset", "Size"], rows)}${rest}</details>`;
}

/** What is short enough for a column that does not break it. */
const cellText = (text: string): string => escapeHtml(text.replaceAll(" ", "\u00a0"));

const kinds: Readonly<Record<string, string>> = {
  raw: "raw bytes, without a container",
  "vhd-fixed": "VHD, fixed",
  "vhd-dynamic": "VHD, dynamic",
  "vhd-differencing": "VHD, differencing",
  "vhdx-fixed": "VHDX, fixed",
  "vhdx-dynamic": "VHDX, dynamic",
  "vhdx-differencing": "VHDX, differencing",
};

function containerFacts(overview: DiskOverview): string {
  const { kind, fileSize, virtualSize, allocatedSize, blockSize, sectorSize, identifier, chain } = overview;
  const exact = (bytes: number): string => `${sizeText(bytes)} <span class="none">(${bytes})</span>`;
  const parents = chain.slice(1).map((link) => escapeHtml(`${link.name}${link.isMissing ? " (missing)" : ""}`));
  return facts([
    ["Kind", escapeHtml(kinds[kind] ?? kind)],
    ["File", exact(fileSize)],
    ["Disk", exact(virtualSize)],
    ["Allocated", exact(allocatedSize)],
    ["Blocks", blockSize === 0 ? "" : exact(blockSize)],
    ["Sectors", `${sectorSize} bytes`],
    ["Identifier", `<code>${escapeHtml(identifier)}</code>`],
    ["Parents", parents.join("<br>")],
  ]);
}

function partitionTable(partitions: readonly DiskPartition[]): string {
  if (partitions.length === 0) return `<p class="none">There are none.</p>`;
  const rows = partitions.map(({ index, offset, size, typeName, name, fileSystem, explanation }) => [
    String(index),
    escapeHtml([typeName || "whole disk", name].filter(Boolean).join(", ")),
    `<code>${offset}</code>`,
    cellText(sizeText(size)),
    escapeHtml(fileSystem === null ? explanation : volumeText(fileSystem)),
  ]);
  return table(["#", "Type", "Offset", "Size", "Volume"], rows);
}

function volumeText({ kind, label, serial, clusterSize }: NonNullable<DiskPartition["fileSystem"]>): string {
  const named = label === "" ? "" : `, "${label}"`;
  return `${kind}${named}, serial ${serial}, clusters of ${clusterSize} bytes`;
}

function problemTable(problems: DiskOverview["problems"]): string {
  if (problems.length === 0) return `<p class="none">None were found.</p>`;
  const rows = problems.map(({ offset, message, code }) => [
    `<code>${offset}</code>`,
    `<span class="problem">${escapeHtml(message)}</span>`,
    `<code>${escapeHtml(code)}</code>`,
  ]);
  return table(["Offset", "Problem", "Code"], rows);
}

/** In the order in which a person who asks why a VM did not boot wants them. */
const titles: Readonly<Record<string, string>> = {
  "boot-status-log": "Boot status log (timeline)",
  "boot-configuration": "Boot configuration data (BCD)",
  "guest-state": "VM guest state (VMGS)",
  "reference-info": "Reference info (signed measurements)",
  "portable-executable": "EFI application",
  "code-integrity-policy": "Code integrity policy",
};

function rankOf({ kind }: DiskArtifact): number {
  const rank = Object.keys(titles).indexOf(kind);
  return rank < 0 ? Number.MAX_SAFE_INTEGER : rank;
}

function artifactTitle(kind: string): string {
  return titles[kind] ?? kind;
}

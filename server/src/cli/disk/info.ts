import type { PlainData } from "../../disks/formats/plain-data.ts";
import { plainData } from "../../disks/formats/plain-data.ts";
import { readArtifact } from "../../disks/formats/read-artifact.ts";
import { labeled, oneLine } from "../../disks/formats/text.ts";
import type { DiskImage, ParentLink } from "../../disks/image/disk-image.ts";
import { parentName } from "../../disks/image/parent-chain.ts";
import type { OpenedPartition } from "../../disks/open-disk.ts";
import type { VolumeTable } from "../../disks/volumes/volume-table.ts";
import type { Console } from "../console.ts";
import type { ExitCode } from "../exit-code.ts";
import { type Answer, answerImages, type SubjectImage } from "./answer-images.ts";
import { readDiskOptions } from "./disk-options.ts";

/** `disk info IMAGE…`: container, partitions, file systems, and what it all amounts to. */
export function info(args: readonly string[], console: Console): ExitCode {
  const options = readDiskOptions("info", args, ["json", "partition"], console);
  return answerImages(options, console, {}, (image) => describe(image, options.partition));
}

/** @param wanted the only partition to tell of; undefined: all */
function describe(image: SubjectImage, wanted: number | undefined): Answer {
  const { whole, disk, size } = image;
  const container = { fileSize: size, ...containerData(disk.image) };
  if (whole !== undefined) {
    const { text, data, problems } = readArtifact(whole.kind, whole.path, whole.source);
    return { data: { container, artifact: { kind: whole.kind, data } }, text, problems };
  }
  const { scheme, diskId, sectorSize } = disk.volumes;
  const partitions = disk.partitions.filter(({ index }) => wanted === undefined || index === wanted);
  return {
    data: {
      verdict: plainData(disk.verdict),
      container,
      table: { scheme, diskId, sectorSize },
      partitions: partitions.map(partitionData),
    },
    text: `${[disk.verdict.text, "", ...labeled(containerRows(disk.image, size)), "", tableRow(disk.volumes), ...partitions.flatMap(partitionText)].join("\n")}\n`,
    problems: [],
  };
}

function containerData(image: DiskImage) {
  const { kind, virtualSize, sectorSize, blockSize, allocatedBytes, identifier = null } = image;
  return { kind, virtualSize, sectorSize, blockSize, allocatedBytes, identifier, parents: parentsData(image.parent) };
}

function parentsData(link: ParentLink | undefined): readonly PlainData[] {
  if (link === undefined) return [];
  const { state, request } = link;
  const { identifier, locators, childIdentity } = request;
  const data = { state, identifier, locators: plainData(locators), namedBy: childIdentity };
  return [data, ...(link.state === "open" ? parentsData(link.image.parent) : [])];
}

function partitionData({ fileSystem, content, ...partition }: OpenedPartition): PlainData {
  const { kind, label, serial, clusterSize } = fileSystem ?? {};
  return plainData({
    ...partition,
    fileSystem: kind === undefined ? null : { kind, label, serial, clusterSize },
    content: content ?? null,
  });
}

function containerRows(image: DiskImage, fileSize: number): (readonly [string, string])[] {
  const { kind, virtualSize, sectorSize, blockSize, allocatedBytes, identifier = "none" } = image;
  return [
    ["container", kind],
    ["file", `${fileSize} bytes`],
    ["disk", `${virtualSize} bytes in sectors of ${sectorSize}`],
    ["allocated", `${allocatedBytes} bytes${blockSize > 0 ? ` in blocks of ${blockSize}` : ""}`],
    ["identifier", identifier],
    ...parentRows(image.parent),
  ];
}

function parentRows(link: ParentLink | undefined): (readonly [string, string])[] {
  if (link === undefined) return [];
  const state = link.state === "open" ? "" : " (not found)";
  const row = ["parent", `${oneLine(parentName(link.request))}, ${link.request.identifier}${state}`] as const;
  return [row, ...(link.state === "open" ? parentRows(link.image.parent) : [])];
}

function tableRow({ scheme, diskId }: VolumeTable): string {
  const id = diskId === "" ? "" : ` ${diskId}`;
  return scheme === "none" ? "No partition table" : `${scheme.toUpperCase()}${id}`;
}

function partitionText(partition: OpenedPartition): string[] {
  const { index, offset, size, typeName, name, fileSystem, content } = partition;
  const label = fileSystem?.label ? `, label ${oneLine(fileSystem.label)}` : "";
  const inside =
    fileSystem === undefined
      ? oneLine(content?.explanation ?? "It cannot be read.")
      : `${fileSystem.kind}${label}, serial ${fileSystem.serial}, clusters of ${fileSystem.clusterSize} bytes`;
  const title = [typeName || "whole disk", ...(name === "" ? [] : [oneLine(name)])].join(", ");
  return [`  ${index}  ${title}: ${size} bytes at ${offset}`, `     ${inside}`];
}

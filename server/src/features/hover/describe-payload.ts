import type { AnnotationFact } from "../../pods/annotations/annotation-fact.ts";
import { type HvSocketEntry, parseHvSocketEntry } from "../../pods/annotations/structured/hv-socket-service.ts";
import { type LogProvider, parseLogSources } from "../../pods/annotations/structured/log-sources.ts";
import { parseRegistryValues, type RegistryValue } from "../../pods/annotations/structured/registry-values.ts";
import { inlineCode, shortCode } from "../markdown/markdown.ts";
import { describePolicy } from "./describe-policy.ts";

/** As many items as a hover can show. */
const maxItems = 20;

/** What a structured value holds, in Markdown; undefined for values that are read at a glance. */
export function describePayload(
  fact: AnnotationFact,
  key: string,
  value: string,
  confidential: boolean,
): string | undefined {
  switch (fact.valueType) {
    case "base64-policy":
      return describePolicy(value);
    case "base64-json":
      return describeLogSources(value, confidential);
    case "registry-json":
      return describeRegistry(value);
    case "hv-socket-json":
      return describeService(parseHvSocketEntry(key, value));
    default:
      return undefined;
  }
}

const list = (items: readonly string[]): string =>
  [
    ...items.slice(0, maxItems).map((item) => `- ${item}`),
    ...(items.length > maxItems ? [`- and ${items.length - maxItems} more`] : []),
  ].join("\n");

function describeLogSources(value: string, confidential: boolean): string {
  const read = parseLogSources(value, confidential);
  if (!read.ok) return `hcsshim cannot read these log sources: ${inlineCode(read.error)}`;
  const items = read.sources.flatMap(({ type, providers }) => providers.map((one) => describeProvider(type, one)));
  return items.length === 0 ? "No log provider." : `Log providers:\n\n${list(items)}`;
}

function describeProvider(type: string, { providerName, providerGuid, level, keywords }: LogProvider): string {
  const rest = [providerName === "" ? "" : providerGuid, level, keywords && `keywords ${keywords}`].filter(
    (part) => part !== "",
  );
  const name = shortCode(providerName === "" ? providerGuid : providerName);
  return [`${type === "" ? "" : `${shortCode(type)} `}${name}`, ...rest.map((part) => shortCode(part))].join(", ");
}

function describeRegistry(value: string): string {
  const { values, problems } = parseRegistryValues(value);
  const dropped = problems.filter(({ drops }) => drops !== "member").map(({ message }) => `dropped: ${message}`);
  const items = [...values.map(describeRegistryValue), ...dropped];
  return items.length === 0 ? "No registry value." : `Registry values:\n\n${list(items)}`;
}

function describeRegistryValue({ Key, Name, Type, ...rest }: RegistryValue): string {
  const value = rest.StringValue ?? rest.BinaryValue ?? rest.DWordValue ?? rest.QWordValue;
  return `${shortCode(`${Key.Hive}\\${Key.Name}\\${Name}`)} (${Type})${value === undefined ? "" : ` = ${shortCode(String(value))}`}`;
}

function describeService(entry: HvSocketEntry): string {
  if (!entry.ok) return `hcsshim drops this service: ${inlineCode(entry.error)}`;
  const settings = Object.entries(entry.service).map(([name, value]) => `${name}: ${shortCode(String(value))}`);
  return `Service ${inlineCode(entry.guid)}${settings.length === 0 ? "" : `\n\n${list(settings)}`}`;
}

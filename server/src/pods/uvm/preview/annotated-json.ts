import { type GoObject, type GoValue, goJsonString, writeGoJson } from "../plan/go-json.ts";

/** The remark on the value at a path of member names and list indexes. */
export type RemarkOf = (path: readonly string[], value: GoValue) => string | undefined;

const isList = (value: GoValue): value is readonly GoValue[] => Array.isArray(value);

/** Members that share lines with their braces: none, or nothing but an empty list or object. */
const isNested = (value: GoValue): value is readonly GoValue[] | GoObject =>
  typeof value === "object" && value !== null && Object.keys(value).length > 0;

/** A value as JSON with comments, one member a line; a remark stands at the end of the line where its value begins. */
export function annotateJson(value: GoValue, remarkOf: RemarkOf): string {
  const lines: string[] = [];
  const write = (lead: string, name: string, each: GoValue, path: readonly string[], comma: string): void => {
    const words = path.length === 0 ? undefined : remarkOf(path, each);
    const remark = words === undefined ? "" : ` // ${words.replaceAll(/\s+/g, " ")}`;
    if (!isNested(each)) {
      lines.push(`${lead}${name}${writeGoJson(each)}${comma}${remark}`);
      return;
    }
    const [open, close] = isList(each) ? ["[", "]"] : ["{", "}"];
    lines.push(`${lead}${name}${open}${remark}`);
    const members = Object.entries(each);
    for (const [index, [key, member]] of members.entries()) {
      const label = isList(each) ? "" : `${goJsonString(key)}: `;
      write(`${lead}  `, label, member, [...path, key], index + 1 < members.length ? "," : "");
    }
    lines.push(`${lead}${close}${comma}`);
  };
  write("", "", value, [], "");
  return lines.join("\n");
}

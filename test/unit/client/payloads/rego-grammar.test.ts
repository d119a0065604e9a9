import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { manifest } from "../../house/manifest.ts";

interface Pattern {
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly name?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
}

const declared = manifest.contributes.grammars.find(({ language }) => language === "confidential-pods-rego");
assert.ok(declared !== undefined);
// What a grammar has that we do not read is left to VS Code.
const grammar = JSON.parse(readFileSync(declared.path, "utf8")) as { readonly patterns: readonly Pattern[] };

/** The pattern that a tokenizer takes from an offset: the one that matches first, of several the one listed first. */
function next(line: string, offset: number): { readonly at: number; readonly text: string; readonly scope: string } {
  let found = { at: line.length, text: "", scope: "" };
  for (const { match, begin = "", end = "", name, captures } of grammar.patterns) {
    const expression = new RegExp(match ?? `${begin}(?:\\\\.|.)*?(?:${end})`, "gm");
    expression.lastIndex = offset;
    const at = expression.exec(line);
    const scope =
      name ??
      Object.values(captures ?? {})
        .map((capture) => capture.name)
        .join(" ");
    if (at !== null && at.index < found.at) found = { at: at.index, text: at[0], scope };
  }
  return found;
}

function scopes(line: string): readonly string[] {
  const tokens: string[] = [];
  for (let offset = 0; offset < line.length; ) {
    const { at, text, scope } = next(line, offset);
    if (text !== "") tokens.push(`${text}: ${scope}`);
    offset = at + Math.max(text.length, 1);
  }
  return tokens;
}

const name = "entity.name.function";
const keyword = "keyword.control";
const variable = "variable.other";
const cases: readonly (readonly [line: string, ...tokens: readonly string[]])[] = [
  ["# if", "# if: comment.line"],
  ["package policy", "package policy: keyword.control entity.name.namespace"],
  ["import future.keywords.in", "import future.keywords.in: keyword.control entity.name.namespace"],
  [
    'api_version := "0.11.0" # x',
    `api_version: ${name}`,
    ":=: keyword.operator",
    '"0.11.0": string.quoted.double',
    "# x: comment.line",
  ],
  [
    "default allow := false",
    `default: ${keyword}`,
    `allow: ${name}`,
    ":=: keyword.operator",
    "false: constant.language",
  ],
  ["deny contains x if {", `deny: ${name}`, `contains: ${keyword}`, `x: ${variable}`, `if: ${keyword}`],
  ["  contains(x, `a\\`)", `contains: ${name}`, `x: ${variable}`, "`a\\`: string.quoted.other"],
  ["  not input.if", `not: ${keyword}`, "input: variable.language", `.if: ${variable}`],
  ["  regex.match(y)", `regex.match: ${name}`, `y: ${variable}`],
  [
    "  some i, c in data.x",
    `some: ${keyword}`,
    `i: ${variable}`,
    `c: ${variable}`,
    `in: ${keyword}`,
    "data: variable.language",
    `.x: ${variable}`,
  ],
  ["  v2 >= 1.5e3", `v2: ${variable}`, ">=: keyword.operator", "1.5e3: constant.numeric"],
  ['  "a\\"b"', '"a\\"b": string.quoted.double'],
  ["} else := null", `else: ${keyword}`, ":=: keyword.operator", "null: constant.language"],
];
for (const [line, ...tokens] of cases) test(`Rego: ${line}`, () => assert.deepEqual(scopes(line), tokens));

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Finding } from "../../../../../server/src/pods/finding.ts";
import { sandboxRules } from "../../../../../server/src/pods/rules/sandbox/index.ts";
import type { Target } from "../../../../../server/src/pods/target.ts";
import { type Annotations, asSandbox, findingsIn } from "../sample.ts";

/** One pod: its annotations with short keys, and `severity code key` of all that the sandbox rules say of it. */
export interface Case {
  /** What the case is about, and why where that is odd. */
  readonly name: string;
  readonly annotations: Annotations;
  readonly finds: readonly string[];
  readonly target?: Partial<Target>;
}

/** `package policy` in base64. */
export const policy = "cGFja2FnZSBwb2xpY3kK";

const ownCodes: ReadonlySet<string> = new Set(sandboxRules.map(({ code }) => code));

const prefixes: readonly (readonly [short: string, long: string])[] = [
  ["vm.", "io.microsoft.virtualmachine."],
  ["top.", "io.microsoft.virtualmachine.computetopology."],
  ["ms.", "io.microsoft."],
];

/** `vm.`, `top.` and `ms.` stand for the families of hcsshim's keys. */
export function longKey(short: string): string {
  const prefix = prefixes.find(([start]) => short.startsWith(start));
  assert.ok(prefix, short);
  return prefix[1] + short.slice(prefix[0].length);
}

const shortKey = (long: string): string => {
  const [short, start] = [...prefixes]
    .sort((a, b) => b[1].length - a[1].length)
    .find(([, full]) => long.startsWith(full)) ?? ["", ""];
  return short + long.slice(start.length);
};

/** What the sandbox rules, and they alone, find in a Windows or a Linux pod. */
export function sandboxFindings(
  annotations: Annotations,
  platform: "windows" | "linux" = "windows",
  target: Partial<Target> = {},
): readonly Finding[] {
  const long = Object.fromEntries(Object.entries(annotations).map(([key, value]) => [longKey(key), value]));
  return findingsIn(asSandbox(long, platform), target).filter(({ code }) => ownCodes.has(code));
}

const told = ({ severity, code, key }: Finding): string => `${severity} ${code} ${key === null ? "-" : shortKey(key)}`;

/** Runs a table of Windows or Linux pods. */
export function runCases(title: string, platform: "windows" | "linux", cases: readonly Case[]): void {
  suite(title, () => {
    for (const { name, annotations, finds, target } of cases) {
      test(name, () => {
        const found = sandboxFindings(annotations, platform, target).map(told);
        assert.deepEqual([...found].sort(), [...finds].sort());
      });
    }
  });
}

import { enforcementPoints } from "./enforcement-points.ts";

/** What a policy says of an enforcement point: a literal object that allows, one that does not, or something to be computed. */
export type Verdict = "allowed" | "denied" | "computed";

/** The statements of a Rego policy that can be told without evaluating it. */
export interface RegoOutline {
  /** Name of the package, e.g. `policy`; undefined where the text does not begin with one. */
  readonly packageName: string | undefined;
  /** `api_version`, e.g. `0.11.0`; undefined where it is missing or computed. */
  readonly apiVersion: string | undefined;
  /** `framework_version`; only policies that use the framework have it. */
  readonly frameworkVersion: string | undefined;
  /** The enforcement points that the policy has a rule for, in source order. */
  readonly points: ReadonlyMap<string, Verdict>;
  /** Whether every rule allows without a condition, containers included: the policy protects nothing. */
  readonly allowsAll: boolean;
}

const statement = /^(?:default[ \t]+)?([A-Za-z_]\w*)[ \t]*(:?=|\bif\b|\bcontains\b|\[|\(|\{)[ \t]*(.*)$/;

/** Reads a policy statement by statement: one begins where a name stands in the first column. Linear in the text. */
export function outlineRego(text: string): RegoOutline {
  const points = new Map<string, Verdict>();
  const versions = new Map<string, string>();
  let packageName: string | undefined;
  for (const { name: written, body, assigned } of statementsOf(text)) {
    // The framework still reads the older names.
    const name = written.replace(/^(api|framework)_svn$/, "$1_version");
    if (name === "package") packageName ??= body;
    else if (assigned && (name === "api_version" || name === "framework_version")) {
      const version = /^"([^"]*)"/.exec(body)?.[1];
      if (version !== undefined) versions.set(name, version);
    } else if (enforcementPoints.has(name))
      points.set(name, joined(points.get(name), assigned ? verdictOf(body) : "computed"));
  }
  return {
    packageName,
    apiVersion: versions.get("api_version"),
    frameworkVersion: versions.get("framework_version"),
    points,
    allowsAll: points.has("create_container") && [...points.values()].every((verdict) => verdict === "allowed"),
  };
}

interface Statement {
  readonly name: string;
  /** What follows the assignment, over as many lines as are not the next statement; comments are gone. */
  readonly body: string;
  readonly assigned: boolean;
}

function* statementsOf(text: string): Generator<Statement, void> {
  let open: { name: string; parts: string[]; assigned: boolean } | undefined;
  const closed = (): Statement[] =>
    open === undefined ? [] : [{ name: open.name, body: open.parts.join("\n").trim(), assigned: open.assigned }];
  for (const raw of text.split("\n")) {
    const line = withoutComment(raw).trimEnd();
    const name = /^package[ \t]+([\w.]+)/.exec(line)?.[1];
    const found = name === undefined ? statement.exec(line) : null;
    if (name === undefined && found === null) {
      open?.parts.push(line);
      continue;
    }
    yield* closed();
    open =
      name === undefined
        ? { name: found?.[1] ?? "", parts: [found?.[3] ?? ""], assigned: found?.[2] === ":=" || found?.[2] === "=" }
        : { name: "package", parts: [name], assigned: false };
  }
  yield* closed();
}

/** The line before a `#` that stands in no string. */
function withoutComment(line: string): string {
  if (!line.includes("#")) return line;
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (quote === "" && char === "#") return line.slice(0, at);
    if (quote === "" && (char === '"' || char === "`")) quote = char;
    else if (char === "\\" && quote === '"') at++;
    else if (char === quote) quote = "";
  }
  return line;
}

/** A literal object tells; a rule with a condition behind its object, or none at all, does not. */
function verdictOf(body: string): Verdict {
  const literal = /^\{([^{}]*)\}$/.exec(body)?.[1];
  const allowed = literal === undefined ? undefined : /"allowed"\s*:\s*(true|false)\b/.exec(literal)?.[1];
  if (allowed === undefined) return "computed";
  return allowed === "true" ? "allowed" : "denied";
}

const joined = (before: Verdict | undefined, now: Verdict): Verdict =>
  before === undefined || before === now ? now : "computed";

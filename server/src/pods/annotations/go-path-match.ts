/** One element of a compiled pattern; `star` matches any run of characters other than `/`. */
type Token =
  | { readonly kind: "star" }
  | { readonly kind: "any" }
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "class"; readonly negated: boolean; readonly ranges: readonly (readonly [string, string])[] };

/** A character of a class, backslash resolved; undefined where the pattern is malformed (`getEsc` of Go's path package). */
function classCharacter(
  characters: readonly string[],
  at: number,
): { readonly character: string; readonly next: number } | undefined {
  const escaped = characters[at] === "\\";
  const character = characters[escaped ? at + 1 : at];
  if (character === undefined || (!escaped && (character === "-" || character === "]"))) return undefined;
  const next = escaped ? at + 2 : at + 1;
  // A class must go on after its character, at least with `]`.
  return next < characters.length ? { character, next } : undefined;
}

function compileClass(
  characters: readonly string[],
  open: number,
): { readonly token: Token; readonly next: number } | undefined {
  const negated = characters[open + 1] === "^";
  const ranges: [string, string][] = [];
  let at = negated ? open + 2 : open + 1;
  while (characters[at] !== "]" || ranges.length === 0) {
    const low = classCharacter(characters, at);
    if (low === undefined) return undefined;
    const high = characters[low.next] === "-" ? classCharacter(characters, low.next + 1) : low;
    if (high === undefined) return undefined;
    ranges.push([low.character, high.character]);
    at = high.next;
  }
  return { token: { kind: "class", negated, ranges }, next: at + 1 };
}

function compile(pattern: string): readonly Token[] | undefined {
  const characters = Array.from(pattern);
  const tokens: Token[] = [];
  let at = 0;
  for (let character = characters[0]; character !== undefined; character = characters[at]) {
    if (character === "[") {
      const compiled = compileClass(characters, at);
      if (compiled === undefined) return undefined;
      tokens.push(compiled.token);
      at = compiled.next;
      continue;
    }
    if (character === "\\") {
      at += 1;
      const literal = characters[at];
      if (literal === undefined) return undefined;
      tokens.push({ kind: "character", character: literal });
    } else if (character === "*") tokens.push({ kind: "star" });
    else if (character === "?") tokens.push({ kind: "any" });
    else tokens.push({ kind: "character", character });
    at += 1;
  }
  return tokens;
}

const codePoint = (character: string): number => character.codePointAt(0) ?? 0;

function matchesOne(token: Token, character: string): boolean {
  switch (token.kind) {
    case "star":
      return false;
    case "any":
      return character !== "/";
    case "character":
      return character === token.character;
    case "class": {
      const code = codePoint(character);
      return token.ranges.some(([low, high]) => codePoint(low) <= code && code <= codePoint(high)) !== token.negated;
    }
  }
}

/** Go commits every run between two stars at its leftmost match, so only the last star is ever widened. */
function matchTokens(tokens: readonly Token[], name: readonly string[]): boolean {
  let token = 0;
  let at = 0;
  let star: { readonly token: number; at: number } | undefined;
  while (at < name.length || token < tokens.length) {
    const current = tokens[token];
    const character = name[at];
    if (current?.kind === "star") {
      token += 1;
      star = { token, at };
    } else if (current !== undefined && character !== undefined && matchesOne(current, character)) {
      token += 1;
      at += 1;
    } else {
      const swallowed = star && name[star.at];
      if (star === undefined || swallowed === undefined || swallowed === "/") return false;
      star.at += 1;
      at = star.at;
      token = star.token;
    }
  }
  return true;
}

/**
 * Go's `path.Match`, which containerd uses for `pod_annotations` and `container_annotations`: `*` and `?` do not match `/`,
 * `[a-z]` and `[^a-z]` are classes, a backslash takes the next character literally.
 *
 * @returns whether the whole name matches; `"bad pattern"` where Go returns `ErrBadPattern` (containerd takes it for no match).
 */
export function matchGoPath(pattern: string, name: string): boolean | "bad pattern" {
  const tokens = compile(pattern);
  return tokens === undefined ? "bad pattern" : matchTokens(tokens, Array.from(name));
}

const special = /[*?[\\]/;

/** What of a pattern stands for itself: all before its first special character. */
function plainStart(pattern: string): string {
  const end = pattern.search(special);
  return end < 0 ? pattern : pattern.slice(0, end);
}

/** Whether containerd hands a key on to the shim, given the patterns of a runtime handler. */
export function isPassedOn(key: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => key.startsWith(plainStart(pattern)) && matchGoPath(pattern, key) === true);
}

import { type GoResult, parseUint64 } from "../go-values.ts";

/** A core dump limit of a Linux container, bytes. */
export interface CoreLimit {
  readonly soft: bigint;
  readonly hard: bigint;
}

/**
 * The guest's reading of `io.microsoft.lcow.rlimitcore`: two unsigned 64-bit numbers with a semicolon between them.
 * An empty text sets nothing and is not read at all.
 */
export function parseCoreLimit(text: string): GoResult<CoreLimit> {
  const [softText, hardText, ...rest] = text.split(";");
  if (softText === undefined || hardText === undefined || rest.length > 0) {
    return { ok: false, error: "wrong number of values supplied for rlimit core" };
  }
  const soft = parseUint64(softText);
  if (!soft.ok) return { ok: false, error: `failed to parse soft core rlimit: ${soft.error}` };
  const hard = parseUint64(hardText);
  if (!hard.ok) return { ok: false, error: `failed to parse hard core rlimit: ${hard.error}` };
  return { ok: true, value: { soft: soft.value, hard: hard.value } };
}

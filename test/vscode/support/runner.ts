interface Case {
  readonly name: string;
  readonly body: () => Promise<void> | void;
}

const cases: Case[] = [];

/** Longest time that one test may take, milliseconds: a real editor on a loaded machine is slow, a hang is endless. */
const timeLimit = 120_000;

/** Registers a test of a real VS Code; tests run one after the other, in the order of their registration. */
export function test(name: string, body: Case["body"]): void {
  cases.push({ name, body });
}

/** What a run came to, as the tools read it. */
export interface Outcome {
  readonly passed: number;
  readonly failures: readonly { readonly name: string; readonly error: string }[];
}

/** Runs all tests and hands over what they came to. @throws where one fails */
export async function runRegistered(tell: (outcome: Outcome) => void): Promise<void> {
  const failures: { name: string; error: string }[] = [];
  for (const { name, body } of cases) {
    try {
      await withinLimit(Promise.resolve().then(body));
    } catch (error) {
      failures.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  tell({ passed: cases.length - failures.length, failures });
  if (failures.length > 0) throw new Error(`${failures.length} of ${cases.length} tests failed`);
}

async function withinLimit(work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${timeLimit / 1000} seconds`)), timeLimit);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

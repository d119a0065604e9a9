interface Case {
  readonly name: string;
  readonly body: () => Promise<void> | void;
}

const cases: Case[] = [];

/** Longest time that one test may take, milliseconds: a real editor on a loaded machine is slow, a hang is endless. */
const timeLimit = 60_000;

/** Registers a test of a real VS Code; tests run one after the other, in the order of their registration. */
export function test(name: string, body: Case["body"]): void {
  cases.push({ name, body });
}

/** What a run came to, as the tools read it. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs all tests, tells the failures, and hands over the counts. @throws where one fails */
export async function runRegistered(tell: (counts: Counts) => void): Promise<void> {
  let failed = 0;
  for (const { name, body } of cases) {
    try {
      await withinLimit(Promise.resolve().then(body));
    } catch (error) {
      failed++;
      console.error(`FAILED ${name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  tell({ passed: cases.length - failed, failed, skipped: 0 });
  if (failed > 0) throw new Error(`${failed} of ${cases.length} tests failed`);
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

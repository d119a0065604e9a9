// What is measured of a server.
import { pause, Session } from "./session.mjs";

/** The value below which this share of the numbers lies. */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Spawn to the answer of `initialize`, milliseconds. */
export async function startups(server, runs) {
  const times = [];
  for (let run = 0; run < runs; run++) {
    const session = await Session.start(server);
    times.push(session.initializeMs);
    await session.stop();
  }
  return times;
}

/** Opens a text, then types and deletes one character of an annotation's value in its middle. */
export async function editing(server, text, edits) {
  const session = await Session.start(server);
  await pause(300);
  const opened = await session.timed(() => session.open(text));
  await pause(500);
  const lines = text.split("\n");
  const line = lines.findIndex((each, index) => index > lines.length / 2 && /^ {4}io\.microsoft.*'$/.test(each));
  const character = (lines[line]?.length ?? 1) - 1;
  const at = { line, character };
  const times = [];
  const before = session.processorMs;
  for (let edit = 0; edit < edits; edit++) {
    const range = edit % 2 === 0 ? { start: at, end: at } : { start: at, end: { line, character: character + 1 } };
    times.push((await session.timed(() => session.edit(range, edit % 2 === 0 ? "x" : ""))).ms);
  }
  const processorMs = (session.processorMs - before) / edits;
  const residentMiB = session.residentMiB;
  const idle = session.processorMs;
  await pause(1000);
  const idleMs = session.processorMs - idle;
  await session.stop();
  return { openMs: opened.ms, findings: opened.items.length, times, processorMs, residentMiB, idleMs };
}

const typed = '    io.microsoft.virtualmachine.storageqos.iopsmaximum: "100"';

/** Types one annotation and counts the states in which something is reported that the finished line does not have. */
export async function typing(server, text) {
  const session = await Session.start(server);
  await pause(300);
  const { items: base } = await session.timed(() => session.open(text));
  await pause(500);
  const line = text.split("\n").findIndex((each) => each.includes("annotations:")) + 4;
  const insert = (character, put) => {
    const at = { line, character };
    return session.timed(() => session.edit({ start: at, end: at }, put));
  };
  await insert(0, "\n");
  const known = new Set(base.map(({ message }) => message));
  const states = [];
  for (const [index, character] of typed.split("").entries()) {
    const { items } = await insert(index, character);
    const messages = new Set(items.map(({ message }) => message));
    const news = items.filter(({ message }) => !known.has(message));
    states.push({ news, lost: [...known].filter((message) => !messages.has(message)).length });
  }
  await session.stop();
  const final = new Set((states.at(-1)?.news ?? []).map(({ message }) => message));
  const transient = states.map(({ news, lost }) => ({ news: news.filter(({ message }) => !final.has(message)), lost }));
  return {
    states: states.length,
    flickering: transient.filter(({ news }) => news.length > 0).length,
    elsewhere: transient.filter(({ news }) => news.some(({ range }) => range.start.line !== line)).length,
    losing: transient.filter(({ lost }) => lost > 0).length,
  };
}

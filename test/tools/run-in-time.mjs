// A program with a limit of time, which ends with all that it started.
import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { onExit } from "./processes.mjs";

/** Milliseconds to close windows and servers in, before the rest is killed. */
const grace = 60_000;

/**
 * Runs a program to its end, or until its time is over.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd: string, minutes: number }} options
 * @returns {Promise<{ status: number, output: string, isLate: boolean }>} what it wrote, to both of its outputs
 */
export async function runInTime(file, args, { cwd, minutes }) {
  // A process group of its own, so that its children are ended with it, and nobody else's.
  const child = spawn(file, args, { cwd, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let output = "";
  const collect = (chunk) => {
    output += chunk;
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const closed = new Promise((resolve) => {
    child.once("close", resolve);
  });
  const exited = new Promise((resolve) => {
    child.once("exit", (code) => resolve(code ?? 1));
    child.once("error", (error) => {
      collect(`${error.message}\n`);
      resolve(1);
    });
  });
  const end = onExit(async () => {
    signalGroup(child.pid, "SIGTERM");
    const kill = setTimeout(() => signalGroup(child.pid, "SIGKILL"), grace);
    await exited;
    clearTimeout(kill);
  });
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    void end();
  }, minutes * 60_000);
  const status = await exited;
  clearTimeout(limit);
  await end();
  // What it left behind may hold its outputs.
  await Promise.race([closed, delay(5000, undefined, { ref: false })]);
  return { status, output, isLate };
}

function signalGroup(pid, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It is gone.
  }
}

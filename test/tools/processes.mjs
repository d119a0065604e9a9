// Starting programs without a shell.
import { spawn } from "node:child_process";

/**
 * Runs a program to its end. Its output is collected, and shown only with `inherit`.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, inherit?: boolean }} [options]
 * @returns {Promise<{ status: number, output: string }>} the exit code, 1 where a signal or a missing program ended it
 */
export function run(file, args, { cwd, env = process.env, inherit = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, env, stdio: inherit ? "inherit" : ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", (error) => resolve({ status: 1, output: `${output}${error.message}\n` }));
    child.on("close", (status) => resolve({ status: status ?? 1, output }));
  });
}

/**
 * npm as a program and leading arguments, without a shell: through the npm that started us, else the one beside node.
 * @returns {[string, string[]]}
 */
export function npm() {
  const cli = process.env.npm_execpath;
  return cli?.endsWith(".js") ? [process.execPath, [cli]] : ["npm", []];
}

/**
 * Calls `cleanUp` once, when it is called itself or at Ctrl-C or SIGTERM, which then end the process.
 * @param {() => Promise<void>} cleanUp
 * @param {number} [interruptCode] exit code at Ctrl-C: 0 where that is how a program is meant to end
 * @returns {() => Promise<void>}
 */
export function onExit(cleanUp, interruptCode = 130) {
  let cleaning;
  const listeners = [
    ["SIGINT", interruptCode],
    ["SIGTERM", 143],
  ].map(([signal, code]) => [signal, () => void once().finally(() => process.exit(code))]);
  const once = () => {
    cleaning ??= cleanUp().finally(() => {
      for (const [signal, listener] of listeners) process.off(signal, listener);
    });
    return cleaning;
  };
  for (const [signal, listener] of listeners) process.once(signal, listener);
  return once;
}

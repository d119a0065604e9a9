// A client made for timing: it keeps no text and checks nothing.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

export class LanguageClient {
  #buffer = Buffer.alloc(0);
  #next = 0;
  #waiting = new Map();
  #settings;
  /** Called with each `publishDiagnostics`. */
  onPublish = () => undefined;

  constructor(command, settings = {}) {
    this.#settings = settings;
    this.started = performance.now();
    this.process = spawn(process.execPath, command, { stdio: ["pipe", "pipe", "ignore"] });
    this.process.stdout.on("data", (chunk) => this.#read(chunk));
  }

  request(method, params) {
    const id = ++this.#next;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#write({ id, method, params });
    });
  }

  notify(method, params) {
    this.#write({ method, params });
  }

  /** Resident memory, MiB (Linux). */
  get residentMiB() {
    const status = readFileSync(`/proc/${this.process.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  /** Processor time so far, milliseconds, all threads (Linux, 100 ticks a second). */
  get processorMs() {
    const stat = readFileSync(`/proc/${this.process.pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  async stop() {
    const exited = new Promise((resolve) => this.process.once("exit", resolve));
    await this.request("shutdown", null);
    this.notify("exit", null);
    await exited;
  }

  #write(message) {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk) {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const head = this.#buffer.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(this.#buffer.toString("latin1", 0, head))?.[1]);
      if (this.#buffer.length < head + 4 + length) return;
      const message = JSON.parse(this.#buffer.toString("utf8", head + 4, head + 4 + length));
      this.#buffer = this.#buffer.subarray(head + 4 + length);
      this.#receive(message);
    }
  }

  #receive({ id, method, params, result, error }) {
    if (method === "textDocument/publishDiagnostics") this.onPublish(params);
    if (method !== undefined && id !== undefined) {
      const answer =
        method === "workspace/configuration" ? params.items.map((item) => this.#settings[item.section] ?? null) : null;
      this.#write({ id, result: answer });
    }
    if (method !== undefined) return;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message));
  }
}

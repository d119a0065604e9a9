import type { KnownConfig } from "../containerd/containerd-configs.ts";
import { readSettings, type Settings } from "./read-settings.ts";

/** Asks the client for the settings of one resource; rejects where it cannot. */
export type FetchSection = (uri: string) => Promise<unknown>;

/** The containerd configuration that holds for a resource with this section of the settings. */
export type ConfigFor = (uri: string, section: unknown) => KnownConfig | undefined;

/** How long a client may take to answer before the defaults are used, milliseconds. */
const patience = 2000;

/**
 * Settings by resource, asked for once and kept until the client says that they changed.
 * Equal settings are one object, so that what was computed for one document holds for the next.
 */
export class SettingsStore {
  readonly #byUri = new Map<string, Settings | Promise<Settings>>();
  readonly #interned = new Map<string, Settings>();
  readonly #fetch: FetchSection | undefined;
  readonly #configFor: ConfigFor;
  #pushed: unknown;

  /** @param fetch absent where the client cannot be asked: then only `push` tells. */
  constructor(fetch?: FetchSection, configFor: ConfigFor = () => undefined) {
    this.#fetch = fetch;
    this.#configFor = configFor;
  }

  /** The settings of a resource; a promise only while the client has not answered yet. */
  of(uri: string): Settings | Promise<Settings> {
    const fetch = this.#fetch;
    if (fetch === undefined) return this.#intern(uri, this.#pushed);
    const known = this.#byUri.get(uri);
    if (known !== undefined) return known;
    const asked: Promise<Settings> = withPatience(fetch(uri)).then((section) => {
      const settings = this.#intern(uri, section);
      // A change that came while we waited has dropped this question: its answer is old.
      if (this.#byUri.get(uri) === asked) this.#byUri.set(uri, settings);
      return settings;
    });
    this.#byUri.set(uri, asked);
    return asked;
  }

  /** The client sent the section along with its change. */
  push(section: unknown): void {
    this.#pushed = section;
    this.renew();
  }

  /** Something else that settings are made of has changed. */
  renew(): void {
    this.#byUri.clear();
    this.#interned.clear();
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  #intern(uri: string, section: unknown): Settings {
    const config = this.#configFor(uri, section);
    const key = JSON.stringify([config?.uri, section]);
    const known = this.#interned.get(key);
    if (known !== undefined) return known;
    const settings = readSettings(section, config);
    this.#interned.set(key, settings);
    return settings;
  }
}

/** The answer; undefined, hence the defaults, where the client refuses or stays silent. */
function withPatience(answer: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), patience);
    const settle = (value: unknown): void => {
      clearTimeout(timer);
      resolve(value);
    };
    answer.then(settle, () => settle(undefined));
  });
}

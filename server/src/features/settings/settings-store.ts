import { defaultTarget, type Target } from "../../pods/target.ts";
import type { KnownConfig } from "../containerd/containerd-configs.ts";
import { readSettings, type Settings } from "./read-settings.ts";

/** Asks the client for the settings of one resource; rejects where it cannot. */
export type FetchSection = (uri: string) => Promise<unknown>;

/** What the workspace says of the runtime. */
export interface RuntimeFacts {
  /** The containerd configuration that holds for a resource with this section of the settings. */
  configFor(uri: string, section: unknown): KnownConfig | undefined;
  /** The handlers of RuntimeClasses that hold for a resource; equal ones are one object (===). */
  classesFor(uri: string): Target["runtimeClasses"];
}

const noFacts: RuntimeFacts = { configFor: () => undefined, classesFor: () => defaultTarget.runtimeClasses };

/** How long a client may take to answer before the defaults are used, milliseconds. */
const patience = 2000;

/**
 * Settings by resource, asked for once and kept until the client says that they changed.
 * Equal settings are one object, so that what was computed for one document holds for the next.
 */
export class SettingsStore {
  readonly #byUri = new Map<string, Settings | Promise<Settings>>();
  /** The sections that clients have answered with. */
  readonly #sections = new Map<string, Section>();
  readonly #interned = new Map<string, Section>();
  readonly #fetch: FetchSection | undefined;
  readonly #facts: RuntimeFacts;
  #pushed: unknown;

  /** @param fetch absent where the client cannot be asked: then only `push` tells. */
  constructor(fetch?: FetchSection, facts = noFacts) {
    this.#fetch = fetch;
    this.#facts = facts;
  }

  /** The settings of a resource; a promise only while the client has not answered yet. */
  of(uri: string): Settings | Promise<Settings> {
    const fetch = this.#fetch;
    if (fetch === undefined) return this.#at(uri, this.#section(this.#pushed));
    const known = this.#byUri.get(uri);
    if (known !== undefined) return known;
    const asked: Promise<Settings> = withPatience(fetch(uri)).then((answer) => {
      const section = this.#section(answer);
      const settings = this.#at(uri, section);
      // A change that came while we waited has dropped this question: its answer is old.
      if (this.#byUri.get(uri) === asked) {
        this.#byUri.set(uri, settings);
        this.#sections.set(uri, section);
      }
      return settings;
    });
    this.#byUri.set(uri, asked);
    return asked;
  }

  /**
   * The settings of a file of a folder: the folder's, which are asked for once, with the configuration and the classes that
   * hold for the file.
   */
  async inFolder(folder: string, uri: string): Promise<Settings> {
    const settings = await this.of(folder);
    const section = this.#fetch === undefined ? this.#section(this.#pushed) : this.#sections.get(folder);
    // Changed while the client was asked.
    return section === undefined ? settings : this.#at(uri, section);
  }

  /** The client sent the section along with its change. */
  push(section: unknown): void {
    this.#pushed = section;
    this.renew();
  }

  /** Something else that settings are made of has changed. */
  renew(): void {
    this.#byUri.clear();
    this.#sections.clear();
    this.#interned.clear();
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
    this.#sections.delete(uri);
  }

  #section(value: unknown): Section {
    const key = JSON.stringify(value) ?? "";
    let section = this.#interned.get(key);
    if (section === undefined) {
      section = { value, settings: new Map() };
      this.#interned.set(key, section);
    }
    return section;
  }

  #at(uri: string, { value, settings: byConfig }: Section): Settings {
    const config = this.#facts.configFor(uri, value);
    const classes = this.#facts.classesFor(uri);
    const byClasses = byConfig.get(config?.uri) ?? new Map<Target["runtimeClasses"], Settings>();
    byConfig.set(config?.uri, byClasses);
    let settings = byClasses.get(classes);
    if (settings === undefined) {
      settings = readSettings(value, config, classes);
      byClasses.set(classes, settings);
    }
    return settings;
  }
}

/** A section of the client's settings with what was made of it, by the configuration's URI and by the classes that hold. */
interface Section {
  readonly value: unknown;
  readonly settings: Map<string | undefined, Map<Target["runtimeClasses"], Settings>>;
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

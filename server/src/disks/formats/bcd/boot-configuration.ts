import { DiskError, type Problem, ProblemLog } from "../../problem.ts";
import { type Hive, openHive } from "../registry/hive.ts";
import type { HiveKey } from "../registry/key.ts";
import { hexBytes } from "../text.ts";
import { elementName } from "./element-names.ts";
import { elementValue } from "./element-value.ts";
import { objectType } from "./object-type.ts";

/** One setting of an object. */
export interface BcdElement {
  /** Eight hex digits as one number: class, format, subtype. */
  readonly code: number;
  /** bcdedit's name; `undefined` where nobody has published one. */
  readonly name: string | undefined;
  /** One line, or one for each member of a list. */
  readonly values: readonly string[];
}

/** A boot application, inherited settings, or device options. */
export interface BcdObject {
  /** GUID in braces, lower case. */
  readonly id: string;
  readonly type: number | undefined;
  /** What the type means. */
  readonly kind: string;
  /** By code. */
  readonly elements: readonly BcdElement[];
}

/** A BCD store. */
export interface BootConfiguration {
  /** Boot managers, loaders, settings, devices; equal ones by GUID: the order does not depend on how the hive grew. */
  readonly objects: readonly BcdObject[];
  readonly dirty: boolean;
  readonly problems: readonly Problem[];
}

/** More than any store has; keeps a forged one from taking minutes. */
const maxObjects = 1024;
const maxElements = 512;

/**
 * Reads a BCD store from a registry hive. `logs`: the transaction logs beside it.
 * @throws DiskError where the file is no hive, or a hive without `Objects`.
 */
export function readBootConfiguration(bytes: Buffer, logs: readonly Buffer[] = []): BootConfiguration {
  const log = new ProblemLog();
  const hive = openHive(bytes, log, logs);
  const store = hive.subkey(hive.root, "Objects");
  if (store === undefined) {
    throw new DiskError("bcd-unknown", "The hive is not a BCD store: its root has no key Objects.", hive.root.offset);
  }
  const keys = hive.subkeys(store);
  if (keys.length > maxObjects)
    log.add("bcd-too-many", `Of ${keys.length} objects ${maxObjects} are read.`, store.offset);
  const objects = keys.slice(0, maxObjects).map((key) => readObject(hive, key, log));
  return { objects: objects.toSorted(compareObjects), dirty: hive.dirty, problems: log.problems };
}

function compareObjects(a: BcdObject, b: BcdObject): number {
  const byType = (a.type ?? 0xffffffff) - (b.type ?? 0xffffffff);
  if (byType !== 0) return byType;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

function readObject(hive: Hive, key: HiveKey, log: ProblemLog): BcdObject {
  const description = hive.subkey(key, "Description");
  const stored = description && hive.value(description, "Type");
  const type = stored && stored.data.length >= 4 ? stored.data.readUInt32LE(0) : undefined;
  if (type === undefined) log.add("bcd-object", `The object ${key.name} has no type.`, key.offset);
  const { application, name } = objectType(type);
  const parent = hive.subkey(key, "Elements");
  const keys = parent ? hive.subkeys(parent) : [];
  if (keys.length > maxElements) {
    log.add("bcd-too-many", `Of ${keys.length} elements of ${key.name} ${maxElements} are read.`, key.offset);
  }
  const elements = keys.slice(0, maxElements).flatMap((element) => {
    if (!/^[0-9a-f]{8}$/i.test(element.name)) {
      log.add("bcd-element", `${element.name} is not an element's number.`, element.offset);
      return [];
    }
    const code = Number.parseInt(element.name, 16);
    const values = readElement(hive, element, code, log);
    return values === undefined ? [] : [{ code, name: elementName(code, application), values }];
  });
  return { id: key.name.toLowerCase(), type, kind: name, elements: elements.toSorted((a, b) => a.code - b.code) };
}

function readElement(hive: Hive, key: HiveKey, code: number, log: ProblemLog): readonly string[] | undefined {
  const value = hive.value(key, "Element");
  if (value === undefined) {
    log.add("bcd-element", `The element ${key.name} has no value.`, key.offset);
    return undefined;
  }
  return log.attempt(() => elementValue(code, value), key.name) ?? [`unreadable: ${hexBytes(value.data)}`];
}

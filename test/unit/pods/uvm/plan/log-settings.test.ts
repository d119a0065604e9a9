import assert from "node:assert/strict";
import { test } from "node:test";
import type { GcsPlan } from "../../../../../server/src/pods/uvm/plan/boot-plan.ts";
import { logSettings } from "../../../../../server/src/pods/uvm/plan/log-settings.ts";

const gcs: GcsPlan = {
  services: {},
  logForwarding: true,
  logSources: "",
  defaultLogSources: false,
  enforcer: "",
  referenceInfoFiles: {},
  utc: false,
};

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");
const etw = (...providers: readonly object[]): string =>
  base64({ LogConfig: { sources: [{ type: "ETW", providers }] } });

interface Settings {
  readonly LogConfig: { readonly sources: readonly { readonly type: string; readonly providers: readonly object[] }[] };
}
const decoded = (plan: Partial<GcsPlan>, confidential = true): Settings =>
  JSON.parse(Buffer.from(logSettings({ ...gcs, ...plan }, confidential), "base64").toString());

test("the guest is told nothing where it is asked for nothing", () => {
  assert.equal(logSettings(null, true), "");
  assert.equal(logSettings(gcs, true), "");
  assert.equal(logSettings({ ...gcs, logForwarding: false, defaultLogSources: true }, true), "");
  assert.equal(logSettings({ ...gcs, logSources: "no base64!" }, true), "");
});

test("one provider is written as hcsshim writes it", () => {
  const provider = { providerName: "Microsoft.Windows.HyperV.Compute", level: "Information" };
  const text =
    '{"LogConfig":{"sources":[{"type":"ETW","providers":[{"providerName":"Microsoft.Windows.HyperV.Compute","level":"Information"}]}]}}';
  assert.equal(logSettings({ ...gcs, logSources: etw(provider) }, true), Buffer.from(text).toString("base64"));
});

test("providers of the user join those of hcsshim, and replace those of the same name", () => {
  const mine = { providerName: "microsoft.windows.filesystem.cimfs", level: "Verbose" };
  const other = { providerName: "my-provider", keywords: "0x1" };
  const { sources } = decoded({ logSources: etw(mine, other), defaultLogSources: true }).LogConfig;
  assert.equal(sources.length, 1);
  assert.equal(sources[0]?.providers.length, 14);
  assert.deepEqual(sources[0]?.providers[2], mine);
  assert.deepEqual(sources[0]?.providers.at(-1), other);
});

test("a confidential guest gets names without GUIDs", () => {
  const provider = { providerName: "n", providerGuid: "80ce50de-d264-4581-950d-abadeee0d340", level: "4" };
  const { providerGuid: _, ...named } = provider;
  assert.deepEqual(decoded({ logSources: etw(provider) }).LogConfig.sources[0]?.providers, [named]);
  assert.deepEqual(decoded({ logSources: etw(provider) }, false).LogConfig.sources[0]?.providers, [provider]);
});

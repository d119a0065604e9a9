import { policy, runCases } from "./cases.ts";

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");
const providers = (...list: readonly Readonly<Record<string, string>>[]): string =>
  base64({ LogConfig: { sources: [{ type: "ETW", providers: list }] } });

const confidential = { "vm.wcow.securitypolicy": policy };
const on = { "vm.forwardlogs.enable": "true" };
const named = providers({ providerName: "microsoft.windows.hyperv.compute" });
const needsPolicy = "information log-forwarding-needs-policy vm.forwardlogs.enable";

runCases("logs of a plain Windows pod, forwarded by default", "windows", [
  { name: "good sources", annotations: { "vm.forwardlogs.sources": named }, finds: [] },
  {
    name: "a bad source is only logged",
    annotations: { "vm.forwardlogs.sources": "not base64!" },
    finds: ["warning log-sources-invalid vm.forwardlogs.sources"],
  },
  {
    name: "a GUID that is none",
    annotations: { "vm.forwardlogs.sources": providers({ providerName: "x", providerGuid: "y" }) },
    finds: ["warning log-sources-invalid vm.forwardlogs.sources"],
  },
  {
    name: "a GUID alone is enough here",
    annotations: { "vm.forwardlogs.sources": providers({ providerGuid: "80ce50de-d264-4581-950d-abadeee0d340" }) },
    finds: [],
  },
  {
    name: "turned off, its settings are not looked at, bad ones neither",
    annotations: {
      "vm.forwardlogs.enable": "false",
      "vm.forwardlogs.sources": "not base64!",
      "vm.forwardlogs.defaultsources.enable": "false",
    },
    finds: [
      "warning log-settings-unused vm.forwardlogs.sources",
      "warning log-settings-unused vm.forwardlogs.defaultsources.enable",
    ],
  },
  {
    name: "neither default sources nor own ones",
    annotations: { "vm.forwardlogs.defaultsources.enable": "false", "vm.forwardlogs.sources": "" },
    finds: ["warning log-sources-none vm.forwardlogs.defaultsources.enable"],
  },
  {
    name: "own sources instead of the default ones",
    annotations: { "vm.forwardlogs.defaultsources.enable": "false", "vm.forwardlogs.sources": named },
    finds: [],
  },
]);

runCases("logs of a confidential Windows pod, not forwarded by default", "windows", [
  {
    name: "its settings are unused",
    annotations: { ...confidential, "vm.forwardlogs.sources": named },
    finds: ["warning log-settings-unused vm.forwardlogs.sources"],
  },
  {
    name: "an unreadable switch keeps the default, off",
    annotations: { ...confidential, "vm.forwardlogs.enable": "yes", "vm.forwardlogs.sources": named },
    finds: ["warning log-settings-unused vm.forwardlogs.sources"],
  },
  {
    name: "the policy decides on each provider",
    annotations: { ...confidential, ...on, "vm.forwardlogs.sources": named },
    finds: [needsPolicy],
  },
  {
    name: "a bad source ends the start",
    annotations: { ...confidential, ...on, "vm.forwardlogs.sources": base64([]) },
    finds: [needsPolicy, "error log-sources-invalid vm.forwardlogs.sources"],
  },
  {
    name: "a GUID alone is not enough",
    annotations: {
      ...confidential,
      ...on,
      "vm.forwardlogs.sources": providers({ providerGuid: "80ce50de-d264-4581-950d-abadeee0d340" }),
    },
    finds: [needsPolicy, "error log-provider-without-name vm.forwardlogs.sources"],
  },
]);

import { emptyPolicy, type Spec } from "./spec.ts";

const vm = "io.microsoft.virtualmachine";

const sandbox = `{
  "metadata": {
    "name": "\${1:confidential-pod}",
    "namespace": "default",
    "uid": "\${2:1}",
    "attempt": 1
  },
  "labels": {
    "sandbox-platform": "windows/amd64"
  },
  "annotations": {
    "${vm}.wcow.securitypolicy": "\${3:${emptyPolicy}}",
    "${vm}.wcow.isolation_type": "\${4|SecureNestedPaging,VirtualizationBasedSecurity,GuestStateOnly|}"
  }
}
`;

const container = `{
  "metadata": {
    "name": "\${1:app}"
  },
  "image": {
    "image": "\${2:mcr.microsoft.com/windows/nanoserver:ltsc2025}"
  },
  "command": ["\${3:cmd.exe}"],
  "log_path": "\${4:app.log}",
  "annotations": {}
}
`;

/** What `crictl runp` and `crictl create` take. */
export const criSpecs: readonly Spec[] = [
  {
    prefix: "crictl-sandbox",
    title: "Confidential Windows pod for crictl",
    syntax: "json",
    snippet: sandbox,
  },
  { prefix: "crictl-container", title: "crictl container configuration", syntax: "json", snippet: container },
];

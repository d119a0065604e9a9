import { emptyPolicy, type Spec } from "./spec.ts";

const vm = "io.microsoft.virtualmachine";

const pod = (
  annotations: readonly string[],
  { runtime, os, image }: { runtime: string; os: string; image: string },
): string => `apiVersion: v1
kind: Pod
metadata:
  name: \${1:confidential-pod}
  annotations:
${annotations.map((line) => `    ${line}`).join("\n")}
spec:
  runtimeClassName: \${8:${runtime}}
  nodeSelector:
    kubernetes.io/os: ${os}
  containers:
    - name: \${9:app}
      image: \${10:${image}}
`;

const windows = {
  runtime: "runhcs-wcow-hypervisor",
  os: "windows",
  image: "mcr.microsoft.com/windows/nanoserver:ltsc2025",
};
// A Linux pod in a utility VM runs on a Windows node.
const linux = { runtime: "runhcs-lcow", os: "windows", image: "docker.io/library/alpine:3.20" };

const policy = (platform: "wcow" | "lcow"): string => `${vm}.${platform}.securitypolicy: "\${2:${emptyPolicy}}"`;
const isolation = `${vm}.wcow.isolation_type: "\${3|SecureNestedPaging,VirtualizationBasedSecurity,GuestStateOnly|}"`;

/** Kubernetes pods. */
export const kubernetesSpecs: readonly Spec[] = [
  {
    prefix: "cwcow",
    title: "Confidential Windows pod",
    syntax: "yaml",
    snippet: pod([policy("wcow"), isolation], windows),
  },
  {
    prefix: "cwcow-debug",
    title: "Confidential Windows pod in debug mode",
    syntax: "yaml",
    snippet: pod(
      [
        policy("wcow"),
        isolation,
        `${vm}.wcow.writable_efi: "true"`,
        "# containerd passes these two on only where the handler's pod_annotations have io.microsoft.wcow.*",
        'io.microsoft.wcow.debug: "true"',
        `io.microsoft.wcow.debug_data_path: '\${4:C:\\\\debug}'`,
      ],
      windows,
    ),
  },
  { prefix: "clcow", title: "Confidential Linux pod", syntax: "yaml", snippet: pod([policy("lcow")], linux) },
];

/** A configuration of containerd 2 with a handler for confidential pods and one for Linux pods. */
export const version3 = `version = 3

[plugins.'io.containerd.cri.v1.runtime'.containerd]
  default_runtime_name = 'runhcs-wcow-process'

  [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-hypervisor]
    runtime_type = 'io.containerd.runhcs.v1'
    pod_annotations = ['io.microsoft.virtualmachine.*', 'io.microsoft.wcow.*']
    container_annotations = ['io.microsoft.container.*']
    [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-hypervisor.options]
      SandboxIsolation = 1
      SandboxPlatform = 'windows/amd64'
      VmMemorySizeInMb = 4096
      [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-wcow-hypervisor.options.DefaultContainerAnnotations]
        'io.microsoft.virtualmachine.bootfilesrootpath' = 'C:\\cwcow'

  [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-lcow]
    runtime_type = "io.containerd.runhcs.v1" # Linux
    [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runhcs-lcow.options]
      SandboxIsolation = 1
      SandboxPlatform = 'linux/amd64'
`;

/** The same handler as containerd 1 has it, with an inline table. */
export const version2 = `version = 2
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runhcs-wcow-hypervisor]
runtime_type = "io.containerd.runhcs.v1"
pod_annotations = [
  "io.microsoft.virtualmachine.*", # all of the VM
]
options = { SandboxIsolation = 1, DefaultContainerAnnotations = { "io.microsoft.wcow.debug" = "true" } }
`;

/** A handler's options, lines indented by nothing. */
export const withOptions = (options: string, handler = "runhcs-wcow-hypervisor"): string =>
  `version = 3
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.${handler}]
runtime_type = 'io.containerd.runhcs.v1'
[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.${handler}.options]
${options}
`;

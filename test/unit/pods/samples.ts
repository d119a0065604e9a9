/** Pod specs in the shapes that the reader knows, for property tests. */
export const samples: Readonly<Record<"block" | "flow" | "cri" | "oci" | "template", string>> = {
  block: `# head
apiVersion: v1
kind: Pod
metadata:
  name: one
  annotations:
    io.microsoft.wcow.debug: "true" # on
    io.microsoft.wcow.debug_data_path: 'C:\\debug'
    io.microsoft.virtualmachine.wcow.securitypolicy: |
      cGFja2FnZQ==
    other.io/key: yes
spec:
  runtimeClassName: runhcs-wcow-hypervisor
  containers: [{name: a, image: b}]
---
kind: Deployment
metadata:
  annotations:
    io.microsoft.virtualmachine.lcow.hcl-enabled: "True"
spec:
  template:
    metadata:
      annotations:
        io.microsoft.virtualmachine.computetopology.processor.count: 2
        io.microsoft.virtualmachine.lcow.securitypolicy: >-
          a
          b
---
`,
  flow: `--- {kind: Pod, metadata: {annotations: {io.microsoft.wcow.debug: 'true', "a": "b",}}, spec: {os: {name: windows}}}
...
%YAML 1.2
---
kind: List
items:
- kind: Pod
  metadata: {annotations: {}}
- kind: Pod
  metadata:
    annotations: &shared {x: "1", io.microsoft.wcow.debug: on}
- kind: Pod
  metadata:
    annotations: {<<: *shared, y: ~}
`,
  cri: `{
  "metadata": {"name": "p", "namespace": "default", "uid": "1"},
  "labels": {"sandbox-platform": "windows/amd64"},
  "annotations": {
    "io.microsoft.wcow.debug": "true",
    "io.microsoft.wcow.debug_data_path": "C:\\\\debug",
    "io.microsoft.virtualmachine.wcow.writable_efi": true
  },
  "windows": {}
}
`,
  oci: `{"ociVersion":"1.1.0","annotations":{"io.microsoft.virtualmachine.computetopology.memory.sizeinmb":"2048"},"windows":{"hyperv":{}}}`,
  template: `{{- if .Values.debug }}
kind: Pod
metadata:
  annotations:
    {{- toYaml .Values.annotations | nindent 4 }}
    io.microsoft.wcow.debug: {{ .Values.debug | quote }}
    io.microsoft.wcow.debug_data_path: "C:\\\\debug"
{{- end }}
---
kind: Pod
`,
};

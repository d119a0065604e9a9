/** Every rule of uvmboot's policy with what it gives beside `allowed`, in its order. */
const rules: readonly (readonly [name: string, more?: string])[] = [
  ["mount_cims"],
  ["mount_device"],
  ["mount_overlay"],
  ["create_container", '"env_list": null, "allow_stdio_access": true'],
  ["unmount_device"],
  ["unmount_overlay"],
  ["exec_in_container", '"env_list": null'],
  ["exec_external", '"env_list": null, "allow_stdio_access": true'],
  ["shutdown_container"],
  ["signal_container_process"],
  ["plan9_mount"],
  ["plan9_unmount"],
  ["get_properties"],
  ["dump_stacks"],
  ["runtime_logging"],
  ["load_fragment"],
  ["scratch_mount"],
  ["scratch_unmount"],
];

const lines = [
  "package policy",
  "",
  'api_version := "0.11.0"',
  'framework_version := "0.4.0"',
  "",
  ...rules.map(([name, more]) => `${name} := {"allowed": true${more === undefined ? "" : `, ${more}`}}`),
  "",
];

/**
 * The policy (base64) that `uvmboot cwcow` uses where none is given: all is allowed, but what came with framework 0.4 and
 * has no rule here is denied, log forwarding among it. Byte for byte, since its digest is the VM's launch data.
 */
export const openPolicy: string = /* @__PURE__ */ btoa(lines.join("\n"));

/** A container as crictl takes it, with these annotations (an object of JSON), for the example of a rule. */
export function containerExample(annotations: string, image = "windows/nanoserver:ltsc2025"): string {
  return `{
  "metadata": { "name": "app" },
  "image": { "image": "mcr.microsoft.com/${image}" },
  "annotations": ${annotations},
  "${image.startsWith("windows/") ? "windows" : "linux"}": {}
}`;
}

// The extension's manifest in a browser: it says nothing of what needs a machine.

/** `MachineCommandId` in client/src/infrastructure/command-map.ts. */
const machineCommand = /^confidentialPods\.(?:bootSandbox|validateWorkspace|uvm\..+|artifacts\..+)$/;
const machineSetting = /^confidentialPods\.(?:(?:boot|artifacts)\..+|containerd\.configFile)$/;
const machineStep = /\(command:confidentialPods\.(?:uvm|artifacts)\./;
/** Disks, and what an earlier window left running. */
const machineEvent = /^(?:onFileSystem:confidential-pods-disk|onStartupFinished)$/;

/** Where disks and boots are shown. */
const machineViews = ["viewsContainers", "views", "viewsWelcome", "customEditors"];
/** The language of artifacts. */
const machineLanguage = "confidential-pods-artifact";

/** @param {any} manifest package.json of the extension for a machine */
export function webManifest(manifest) {
  const { contributes, capabilities } = manifest;
  const isKept = ({ command }) => !machineCommand.test(command);
  return {
    ...without(manifest, "main", "bin", "scripts", "dependencies", "devDependencies"),
    browser: "./dist/client-web.js",
    activationEvents: manifest.activationEvents.filter((event) => !machineEvent.test(event)),
    capabilities: {
      ...capabilities,
      untrustedWorkspaces: without(capabilities.untrustedWorkspaces, "restrictedConfigurations"),
    },
    contributes: {
      ...without(contributes, ...machineViews),
      languages: contributes.languages.filter(({ id }) => id !== machineLanguage),
      grammars: contributes.grammars.filter(({ language }) => language !== machineLanguage),
      commands: contributes.commands.filter(isKept),
      menus: withoutEmpty(contributes.menus, (entries) => entries.filter(isKept)),
      configuration: contributes.configuration
        .map((section) => ({ ...section, properties: keptSettings(section.properties) }))
        .filter(({ properties }) => Object.keys(properties).length > 0),
      walkthroughs: contributes.walkthroughs.map((walkthrough) => ({
        ...walkthrough,
        steps: walkthrough.steps.filter(({ description }) => !machineStep.test(description)).map(webStep),
      })),
    },
  };
}

const without = (object, ...names) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

const withoutEmpty = (lists, change) =>
  Object.fromEntries(
    Object.entries(lists)
      .map(([name, list]) => [name, change(list)])
      .filter(([, list]) => list.length > 0),
  );

const keptSettings = (properties) =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !machineSetting.test(name)));

/** A step of the walkthrough without the commands that a browser has not. */
function webStep({ description, completionEvents = [], ...step }) {
  const named = /\(command:([\w.]+)/;
  return {
    ...step,
    description: description
      .split("\n")
      .filter((line) => !machineCommand.test(named.exec(line)?.[1] ?? ""))
      .join("\n"),
    completionEvents: completionEvents.filter((event) => !machineCommand.test(event.replace("onCommand:", ""))),
  };
}

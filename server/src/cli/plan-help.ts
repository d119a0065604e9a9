/** Help of `plan`; `targetHelp` is the part that all commands share. */
export const planHelp = (targetHelp: string): string => `Usage: confidential-pods plan PATH…|- [options]
       confidential-pods plan --cwcow --scratch-vhd FILE --isolation-type TYPE --boot-files-path DIR [options]

Prints what booting each sandbox would do to the host, in its order, and the document that hcsshim would send to HCS.
Nothing of it is done. Exit status: 0, 1 where a sandbox gets no VM, as where uvmboot refuses its flags, 2 for wrong
usage or unreadable input.

  --format text|json               (default text)
  --id ID                          the VM's identifier (default pod0@vm; with --cwcow uvmboot-0)
  --owner NAME                     (default containerd-shim-runhcs-v1.exe; with --cwcow uvmboot.exe)
  --bundle DIR                     the task's bundle, with --cwcow the folder of the run's own files
  --scratch-vhd FILE               the sandbox's scratch VHD
  --layer-dir DIR                  base layer of the image of a pod without a policy
  --host-files LIST                what the host has, as 'dir /s /b' lists it: decides what a Linux VM starts from,
                                   and finds what is missing (default on Windows: this machine, where a pod's plan
                                   passes over missing files)
  --stdin-filename NAME            name of standard input; its extension says how to read it

--cwcow takes uvmboot's flags: --boot-files-path, or --efi-vhd, --boot-cim-vhd and --vmgs-path; --scratch-vhd,
--isolation-type, --security-policy, --disable-secure-boot, --writable-efi, --debug-mode, --debug-data-path, --cpus,
--memory, --allow-overcommit, --enable-deferred-commit, --resource-partition. Of the options above it has all but
--layer-dir and --stdin-filename, of those below --host-processors, --windows-build and --shim-dir.

${targetHelp}`;

/** Help of `disk`. */
export const diskHelp = `Usage: confidential-pods disk COMMAND IMAGE… [options]

Looks into disk images and debug artifacts: VHD, VHDX and raw disks, or a file that is an artifact itself. Nothing is
mounted, no image is written to, and no administrator is needed.

  disk info IMAGE…                 container, partitions, file systems, and a verdict in one line
  disk ls IMAGE…                   every file and alternate data stream
  disk cat IMAGE PATH…             contents to standard output; PATH may end in :stream
  disk extract IMAGE [PATH…]       files and folders, or everything, to --out
  disk diff BEFORE AFTER           what was written: files, sectors and whose they are
  disk diff AFTER                  the same against the disk that <uvm id>_run.json beside it names
  disk diff AFTER --boot-files DIR the same against DIR/boot.vhd
  disk timeline IMAGE…             the boot status log (bootstat.dat), of a disk or as a file
  disk bcd IMAGE…                  the boot configuration (BCD), of a disk or as a file
  disk vmgs IMAGE…                 a VM guest state file
  disk reference-info IMAGE…       a UVM's reference info (.cose), its signature checked

  --json                           the answer as JSON (not for cat)
  --partition N                    only this partition, counted from 0
  --parent FILE                    parent of a differencing disk; may be given several times
  --log FILE                       bcd: transaction log (.LOG, .LOG1, .LOG2) of a hive that is a file of its own; several times
  --hash                           ls: SHA-256 of every content
  --deleted                        ls, cat, extract: also deleted files
  --streams                        extract: also alternate data streams; ls always lists them
  --out DIR                        extract: where to; nothing that exists is overwritten
  --boot-files DIR                 diff: folder with the pristine boot.vhd

Exit status: 0 read without damage, 1 damage was found, what is readable is shown, 2 wrong usage or unreadable file.
`;

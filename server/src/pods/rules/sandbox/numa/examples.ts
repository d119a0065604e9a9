/** Two virtual nodes that fill a VM of the default size: 2 processors, 1024 MB. */
export const twoNodes = `io.microsoft.virtualmachine.computetopology.numa.mapped-physical-nodes: "0,1"
io.microsoft.virtualmachine.computetopology.numa.count-of-processors: "1,1"
io.microsoft.virtualmachine.computetopology.numa.count-of-memory-blocks: "512,512"`;

export const overcommitOff = 'io.microsoft.virtualmachine.computetopology.memory.allowovercommit: "false"';

/* A process in the guest. */
#ifndef PROCESS_H
#define PROCESS_H

#include "guest.h"

#define EXIT_KILLED 1u
#define EXIT_CONTROL_C 0xC000013Au

struct Process {
  Process *next;
  Guest *guest;
  uint32_t id;
  char *command_line; /* of a Linux guest the program alone */
  char *script; /* what a Linux shell is to run; NULL: it reads from its input */
  bool console; /* EmulateConsole */
  _Atomic uint32_t columns; /* resized while the process runs */
  _Atomic uint32_t rows;
  Wire input; /* each stream is WIRE_NONE where the host did not ask for it */
  Wire output;
  Wire errors;
  Mutex writing; /* held while bytes are sent, which a host that does not read can hold up */
  Mutex lock;    /* guards what follows */
  Condition ended_changed;
  bool ended;
  _Atomic bool killed; /* looked at without the lock */
  uint32_t exit_code;
  /* What was read and not used yet. */
  char buffer[4096];
  size_t buffered;
  size_t used;
};

/* Runs the command line; its exit code. */
uint32_t shell_run(Process *process);

/* Writes to one of the process's streams. */
void process_write(Process *process, const Wire *stream, const char *bytes, size_t count);
/* Next byte of the input, -1 at its end. */
int process_read_byte(Process *process);
bool process_killed(Process *process);

#endif

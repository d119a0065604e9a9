/* COM1: the VM dials the pipe, or serves it where nobody listens at start. */
#include "hcs.h"
#include "pipe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool write_boot_lines(Pipe pipe) {
  uint32_t lines = knob_number("HCSD_CONSOLE_LINES", 5);
  for (uint32_t line = 1; line <= lines; line++) {
    char text[32];
    int length = snprintf(text, sizeof text, "boot line %u\r\n", line);
    if (!pipe_write(pipe, text, (size_t)length)) return false;
  }
  return true;
}

/* Serves one connection until it or the VM ends. */
static void talk(System *system, Pipe pipe) {
  bool open = write_boot_lines(pipe);
  while (open && !system_has_stopped(system)) {
    char bytes[256];
    int count = pipe_read(pipe, bytes, sizeof bytes);
    open = count >= 0 && (count == 0 || pipe_write(pipe, bytes, (size_t)count));
  }
}

static void serve(System *system, const char *path) {
  PipeServer server = pipe_serve(path);
  if (server == PIPE_NONE) return;
  while (!system_has_stopped(system)) {
    Pipe pipe = pipe_accept(&server, path);
    if (pipe == PIPE_NONE) continue;
    talk(system, pipe);
    pipe_close(pipe, true);
  }
  pipe_server_close(server, path);
}

static void run(void *argument) {
  System *system = argument;
  char *path = json_string(json_at(json_root(system->document), "VirtualMachine.Devices.ComPorts.0.NamedPipe"));
  Pipe pipe = pipe_dial(path);
  if (pipe == PIPE_NONE) {
    serve(system, path);
  } else {
    talk(system, pipe);
    pipe_close(pipe, false);
  }
  free(path);
  system_release(system);
}

void console_start(System *system) {
  if (json_at(json_root(system->document), "VirtualMachine.Devices.ComPorts.0.NamedPipe").start == NULL) return;
  system_hold(system);
  thread_start(run, system);
}

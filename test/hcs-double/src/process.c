/* ExecuteProcess and what follows it. */
#include "process.h"

#include <stdlib.h>
#include <string.h>

#define NOT_FOUND ((Result)0x80070490)
#define CONNECTION_REFUSED ((Result)0x8007274D)
#define E_FAIL_ ((Result)0x80004005)

void process_write(Process *process, const Wire *stream, const char *bytes, size_t count) {
  mutex_lock(&process->writing);
  if (*stream != WIRE_NONE) wire_send(*stream, bytes, count);
  mutex_unlock(&process->writing);
}

int process_read_byte(Process *process) {
  if (process->input == WIRE_NONE) return -1;
  if (process->used == process->buffered) {
    process->buffered = wire_receive(process->input, process->buffer, sizeof process->buffer);
    process->used = 0;
  }
  return process->buffered == 0 ? -1 : (unsigned char)process->buffer[process->used++];
}

bool process_killed(Process *process) {
  return process->killed || system_has_stopped(process->guest->system);
}

static void run(void *argument) {
  Process *process = argument;
  System *system = process->guest->system;
  uint32_t exit_code = shell_run(process);
  Wire wires[] = {process->output, process->errors, process->input};
  mutex_lock(&process->writing);
  mutex_lock(&process->lock);
  process->input = process->output = process->errors = WIRE_NONE;
  mutex_unlock(&process->lock);
  mutex_unlock(&process->writing);
  for (int index = 0; index < 3; index++) guest_hang_up(process->guest, wires[index]);
  mutex_lock(&process->lock);
  if (!process->killed) process->exit_code = exit_code;
  process->ended = true;
  condition_wake_all(&process->ended_changed);
  mutex_unlock(&process->lock);
  system_release(system);
}

/* The service of a stream: Windows is told it, Linux its vsock port; to be freed, NULL where there is none. */
static char *stream_service(const Guest *guest, JsonSlice stream) {
  if (!guest->is_linux) return json_string(stream);
  if (stream.start == NULL) return NULL;
  Text service = {0};
  text_addf(&service, "%08x-facb-11e6-bd58-64006a7986d3", (unsigned)json_integer(stream, 0));
  return service.bytes;
}

/* Dials a stream where the request asks for one; false where nobody listens. */
static bool dial_stream(Guest *guest, JsonSlice settings, const char *path, Wire *wire) {
  char *service = stream_service(guest, json_at(settings, path));
  *wire = service != NULL ? guest_dial(guest, service) : WIRE_NONE;
  bool connected = service == NULL || *wire != WIRE_NONE;
  free(service);
  return connected;
}

static void read_console_size(void *context, const char *name, JsonSlice value) {
  (void)name;
  Process *process = context;
  if (process->rows == 0) process->rows = (uint32_t)json_integer(value, 25);
  else process->columns = (uint32_t)json_integer(value, 80);
}

/* Takes an argument of `/bin/sh [-c SCRIPT]`. */
static void read_argument(void *context, const char *name, JsonSlice value) {
  (void)name;
  Process *process = context;
  free(process->script);
  process->script = NULL;
  if (process->command_line == NULL) process->command_line = json_string(value);
  else process->script = json_string(value);
}

static Process *process_new(Guest *guest, JsonSlice parameters) {
  Process *process = calloc(1, sizeof *process);
  process->guest = guest;
  if (guest->is_linux) json_each(json_member(parameters, "CommandArgs"), read_argument, process);
  else process->command_line = json_string(json_member(parameters, "CommandLine"));
  process->console = json_true(json_member(parameters, "EmulateConsole"));
  json_each(json_member(parameters, "ConsoleSize"), read_console_size, process);
  process->input = process->output = process->errors = WIRE_NONE;
  mutex_init(&process->writing);
  mutex_init(&process->lock);
  condition_init(&process->ended_changed);
  return process;
}

static void process_free(Process *process) {
  free(process->command_line);
  free(process->script);
  free(process);
}

void processes_free(Process *processes) {
  while (processes != NULL) {
    Process *next = processes->next;
    process_free(processes);
    processes = next;
  }
}

void processes_stop(Process *processes) {
  for (; processes != NULL; processes = processes->next) processes->killed = true;
}

static void start(Guest *guest, const Request *request, Process *process) {
  mutex_lock(&guest->lock);
  process->id = 1000 + 4 * ++guest->last_process;
  process->next = guest->processes;
  guest->processes = process;
  mutex_unlock(&guest->lock);
  Text members = {0};
  text_addf(&members, ",\"ProcessId\":%u", process->id);
  bridge_answer(guest, request->type, request->id, S_OK_, NULL, members.bytes);
  text_free(&members);
  system_hold(guest->system);
  thread_start(run, process);
}

void process_execute(Guest *guest, const Request *request) {
  if (guest->confidential && !guest->policy_set) {
    bridge_answer(guest, request->type, request->id, E_FAIL_, "exec is denied due to policy: no policy is set", NULL);
    return;
  }
  char *parameters = json_string(json_at(request->body, "Settings.ProcessParameters"));
  if (parameters == NULL || !json_valid(parameters)) {
    bridge_answer(guest, request->type, request->id, E_INVALID_ARGUMENT, "ProcessParameters is no JSON", NULL);
    free(parameters);
    return;
  }
  Process *process = process_new(guest, json_root(parameters));
  free(parameters);
  JsonSlice streams =
      json_at(request->body, guest->is_linux ? "Settings.VsockStdioRelaySettings" : "Settings.StdioRelaySettings");
  bool connected = dial_stream(guest, streams, "StdIn", &process->input);
  connected = dial_stream(guest, streams, "StdOut", &process->output) && connected;
  connected = dial_stream(guest, streams, "StdErr", &process->errors) && connected;
  if (connected && process->command_line != NULL) {
    start(guest, request, process);
    return;
  }
  bridge_answer(guest, request->type, request->id, connected ? E_INVALID_ARGUMENT : CONNECTION_REFUSED,
                connected ? "no command" : "no listener for a standard stream", NULL);
  guest_hang_up(guest, process->input);
  guest_hang_up(guest, process->output);
  guest_hang_up(guest, process->errors);
  process_free(process);
}

static Process *find(Guest *guest, const Request *request) {
  int64_t id = json_integer(json_member(request->body, "ProcessId"), -1);
  mutex_lock(&guest->lock);
  Process *process = guest->processes;
  while (process != NULL && process->id != id) process = process->next;
  mutex_unlock(&guest->lock);
  if (process == NULL) bridge_answer(guest, request->type, request->id, NOT_FOUND, "no such process", NULL);
  return process;
}

typedef struct {
  Process *process;
  uint32_t type;
  int64_t id;
} Wait;

static void answer_at_end(void *argument) {
  Wait *wait = argument;
  Process *process = wait->process;
  System *system = process->guest->system;
  mutex_lock(&process->lock);
  while (!process->ended) condition_wait(&process->ended_changed, &process->lock, FOREVER);
  uint32_t exit_code = process->exit_code;
  mutex_unlock(&process->lock);
  Text members = {0};
  text_addf(&members, ",\"ExitCode\":%u", exit_code);
  bridge_answer(process->guest, wait->type, wait->id, S_OK_, NULL, members.bytes);
  text_free(&members);
  free(wait);
  system_release(system);
}

void process_wait(Guest *guest, const Request *request) {
  Process *process = find(guest, request);
  if (process == NULL) return;
  Wait *wait = malloc(sizeof *wait);
  *wait = (Wait){process, request->type, request->id};
  system_hold(guest->system);
  thread_start(answer_at_end, wait);
}

void process_signal(Guest *guest, const Request *request) {
  Process *process = find(guest, request);
  if (process == NULL) return;
  bool control = json_member(request->body, "Options").start != NULL;
  mutex_lock(&process->lock);
  bool ended = process->ended;
  if (!ended) {
    process->killed = true;
    process->exit_code = control ? EXIT_CONTROL_C : EXIT_KILLED;
    if (process->input != WIRE_NONE) wire_shut(process->input);
    if (process->output != WIRE_NONE) wire_shut(process->output);
    if (process->errors != WIRE_NONE) wire_shut(process->errors);
  }
  mutex_unlock(&process->lock);
  bridge_answer(guest, request->type, request->id, ended ? NOT_FOUND : S_OK_, ended ? "the process has ended" : NULL, NULL);
}

void process_resize(Guest *guest, const Request *request) {
  Process *process = find(guest, request);
  if (process == NULL) return;
  process->rows = (uint32_t)json_integer(json_member(request->body, "Height"), process->rows);
  process->columns = (uint32_t)json_integer(json_member(request->body, "Width"), process->columns);
  bridge_answer(guest, request->type, request->id, S_OK_, NULL, NULL);
  if (!process->console) return;
  Text text = {0};
  text_addf(&text, "[resized %ux%u]\r\n", process->columns, process->rows);
  process_write(process, &process->output, text.bytes, text.length);
  text_free(&text);
}

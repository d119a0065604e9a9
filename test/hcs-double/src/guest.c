#include "guest.h"

#include <stdlib.h>
#include <string.h>

#define SIDECAR_SERVICE "ae8da506-a019-4553-a52b-902bc0fa0411"
#define GCS_SERVICE "acef5661-84a1-4e44-856b-6245e69f4620"
#define LOG_SERVICE "172dad59-976d-45f2-8b6c-6d1b13f2ac4d"
#define LINUX_GCS_SERVICE "40000000-facb-11e6-bd58-64006a7986d3"
#define LINUX_LOG_SERVICE "0000006d-facb-11e6-bd58-64006a7986d3"
#define LINUX_ENTROPY_SERVICE "00000001-facb-11e6-bd58-64006a7986d3"

/* A Linux guest boots a kernel with a command line, or from a guest state of its own kind. */
static bool boots_linux(JsonSlice document) {
  if (json_at(document, "VirtualMachine.Chipset.LinuxKernelDirect").start != NULL) return true;
  if (json_at(document, "VirtualMachine.Chipset.Uefi.BootThis.OptionalData").start != NULL) return true;
  char *type = json_string(json_at(document, "VirtualMachine.GuestState.GuestStateFileType"));
  bool boots = type != NULL && strcmp(type, "FileMode") == 0;
  free(type);
  return boots;
}

Guest *guest_new(System *system) {
  Guest *guest = calloc(1, sizeof *guest);
  guest->system = system;
  guest->bridge = WIRE_NONE;
  guest->confidential =
      json_at(json_root(system->document), "VirtualMachine.SecuritySettings.Isolation.LaunchData").start != NULL;
  guest->is_linux = boots_linux(json_root(system->document));
  mutex_init(&guest->sending);
  mutex_init(&guest->lock);
  return guest;
}

void guest_free(Guest *guest) {
  processes_free(guest->processes);
  free(guest);
}

void guest_stop(Guest *guest) {
  mutex_lock(&guest->lock);
  guest->stopped = true;
  processes_stop(guest->processes);
  for (int index = 0; index < guest->wire_count; index++) wire_shut(guest->wires[index]);
  mutex_unlock(&guest->lock);
}

Wire guest_dial(Guest *guest, const char *service) {
  Guid id;
  if (!guid_parse(service, &id)) return WIRE_NONE;
  Wire wire = wire_dial(&guest->system->runtime_id, &id);
  if (wire == WIRE_NONE) return WIRE_NONE;
  mutex_lock(&guest->lock);
  bool keep = !guest->stopped && guest->wire_count < MAX_WIRES;
  if (keep) guest->wires[guest->wire_count++] = wire;
  mutex_unlock(&guest->lock);
  if (keep) return wire;
  wire_close(wire);
  return WIRE_NONE;
}

void guest_hang_up(Guest *guest, Wire wire) {
  if (wire == WIRE_NONE) return;
  mutex_lock(&guest->lock);
  for (int index = 0; index < guest->wire_count; index++) {
    if (guest->wires[index] == wire) guest->wires[index--] = guest->wires[--guest->wire_count];
  }
  mutex_unlock(&guest->lock);
  wire_shut(wire);
  wire_close(wire);
}

/* Dials until somebody listens or the system stops. */
static Wire dial_until_answered(Guest *guest, const char *service) {
  for (;;) {
    Wire wire = guest_dial(guest, service);
    if (wire != WIRE_NONE || system_has_stopped(guest->system)) return wire;
    sleep_ms(5);
  }
}

/* The init process of a Linux guest reads what seeds its random numbers before it does anything else. */
static void take_entropy(Guest *guest) {
  Wire wire = dial_until_answered(guest, LINUX_ENTROPY_SERVICE);
  if (wire == WIRE_NONE) return;
  char bytes[1024];
  size_t total = 0;
  for (size_t received; (received = wire_receive(wire, bytes, sizeof bytes)) > 0;) total += received;
  Text line = {0};
  text_addf(&line, "\"entropy\":%u", (unsigned)total);
  log_line(line.bytes);
  text_free(&line);
  guest_hang_up(guest, wire);
}

static Wire dial_host(Guest *guest) {
  if (!guest->is_linux) return dial_until_answered(guest, guest->confidential ? SIDECAR_SERVICE : GCS_SERVICE);
  take_entropy(guest);
  mutex_lock(&guest->lock);
  guest->logging = true;
  mutex_unlock(&guest->lock);
  guest_log_start(guest);
  return dial_until_answered(guest, LINUX_GCS_SERVICE);
}

static void exit_as_told(System *system) {
  char type[KNOB_SIZE] = "UnexpectedExit";
  knob_text("HCSD_EXIT_TYPE", type);
  system_exit(system, type, type[0] == 'U' ? HCS_UNEXPECTED_EXIT : S_OK_);
}

static void run(void *argument) {
  Guest *guest = argument;
  System *system = guest->system;
  char behavior[KNOB_SIZE] = "ready";
  knob_text("HCSD_GUEST", behavior);
  sleep_ms(knob_number("HCSD_GUEST_DELAY_MS", 0));
  if (strcmp(behavior, "exit") == 0) exit_as_told(system);
  else if (strcmp(behavior, "crash") == 0) system_crash(system);
  else if (strcmp(behavior, "never") != 0) {
    Wire bridge = dial_host(guest);
    guest->bridge = bridge;
    if (bridge != WIRE_NONE && strcmp(behavior, "close") != 0) bridge_run(guest, behavior);
    if (bridge != WIRE_NONE && strcmp(behavior, "exit-connected") == 0) exit_as_told(system);
    if (bridge != WIRE_NONE) wire_shut(bridge);
    mutex_lock(&guest->sending);
    guest->bridge = WIRE_NONE;
    mutex_unlock(&guest->sending);
    guest_hang_up(guest, bridge);
  }
  system_release(system);
}

void guest_start(Guest *guest) {
  system_hold(guest->system);
  thread_start(run, guest);
}

static void send_log(void *argument) {
  Guest *guest = argument;
  Wire wire = guest_dial(guest, guest->is_linux ? LINUX_LOG_SERVICE : LOG_SERVICE);
  if (wire != WIRE_NONE) {
    const char *lines = "{\"time\":\"2026-01-01T00:00:00Z\",\"level\":\"info\",\"msg\":\"log forwarding started\"}\n"
                        "{\"time\":\"2026-01-01T00:00:01Z\",\"level\":\"warning\",\"msg\":\"the clock of the double stands still\"}\n";
    wire_send(wire, lines, strlen(lines));
    for (;;) {
      mutex_lock(&guest->lock);
      bool on = guest->logging && !guest->stopped;
      mutex_unlock(&guest->lock);
      if (!on) break;
      sleep_ms(10);
    }
    guest_hang_up(guest, wire);
  }
  system_release(guest->system);
}

void guest_log_start(Guest *guest) {
  system_hold(guest->system);
  thread_start(send_log, guest);
}

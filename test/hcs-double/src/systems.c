/* Systems and the handles on them. */
#include "guest.h"
#include "hcs.h"
#include "wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HANDLE_MAGIC 0x53595354u

Mutex hcs_lock;
Condition callbacks_drained;
System *systems;
LiveCounts live;

SystemHandle *handle_from(void *pointer) {
  SystemHandle *handle = pointer;
  return handle != NULL && handle->magic == HANDLE_MAGIC ? handle : NULL;
}

System *system_new(char *id, char *document) {
  System *system = calloc(1, sizeof *system);
  system->references = 1;
  system->id = id;
  system->document = document;
  system->owner = json_string(json_at(json_root(document), "Owner"));
  system->runtime_id = guid_random();
  system->terminate_on_last_close = json_true(json_at(json_root(document), "ShouldTerminateOnLastHandleClosed"));
  condition_init(&system->stopped);
  system->presence = presence_open(&system->runtime_id);
  system->guest = guest_new(system);
  return system;
}

System *system_find(const char *id) {
  for (System *system = systems; system != NULL; system = system->next) {
    if (strcmp(system->id, id) == 0 && system->state != STATE_STOPPED) return system;
  }
  return NULL;
}

void system_hold(System *system) {
  mutex_lock(&hcs_lock);
  system->references++;
  mutex_unlock(&hcs_lock);
}

void system_release(System *system) {
  mutex_lock(&hcs_lock);
  bool last = --system->references == 0;
  for (System **at = &systems; last && *at != NULL; at = &(*at)->next) {
    if (*at != system) continue;
    *at = system->next;
    break;
  }
  mutex_unlock(&hcs_lock);
  if (!last) return;
  guest_free(system->guest);
  presence_close(system->presence);
  free(system->id);
  free(system->document);
  free(system->owner);
  free(system);
}

bool system_has_stopped(System *system) {
  mutex_lock(&hcs_lock);
  bool stopped = system->state == STATE_STOPPED;
  mutex_unlock(&hcs_lock);
  return stopped;
}

SystemHandle *handle_open(System *system) {
  SystemHandle *handle = calloc(1, sizeof *handle);
  handle->magic = HANDLE_MAGIC;
  handle->system = system;
  mutex_lock(&hcs_lock);
  system->references++;
  handle->next = system->handles;
  system->handles = handle;
  live.handles++;
  mutex_unlock(&hcs_lock);
  return handle;
}

void handle_close(SystemHandle *handle) {
  System *system = handle->system;
  mutex_lock(&hcs_lock);
  handle->closing = true;
  while (handle->in_flight > 0) condition_wait(&callbacks_drained, &hcs_lock, FOREVER);
  SystemHandle **at = &system->handles;
  while (*at != NULL && *at != handle) at = &(*at)->next;
  if (*at != NULL) *at = handle->next;
  bool last = system->handles == NULL;
  live.handles--;
  handle->magic = 0;
  mutex_unlock(&hcs_lock);
  free(handle);
  if (last && system->terminate_on_last_close) system_exit(system, "ForcedExit", HCS_TERMINATED);
  system_release(system);
}

static void detach_later(void *argument) {
  System *system = argument;
  sleep_ms(knob_number("HCSD_LOCK_MS", 0));
  files_detach(system);
  system_release(system);
}

void system_exit(System *system, const char *exit_type, Result status) {
  char document[sizeof system->exit_document];
  snprintf(document, sizeof document, "{\"Status\":%d,\"ExitType\":\"%s\"}", (int)status, exit_type);
  mutex_lock(&hcs_lock);
  bool already = system->state == STATE_STOPPED;
  if (!already) {
    system->state = STATE_STOPPED;
    strcpy(system->exit_document, document);
    condition_wake_all(&system->stopped);
  }
  mutex_unlock(&hcs_lock);
  if (already) return;
  guest_stop(system->guest);
  if (knob_number("HCSD_LOCK_MS", 0) == 0) {
    files_detach(system);
  } else {
    system_hold(system);
    thread_start(detach_later, system);
  }
  if (knob_number("HCSD_NO_EXIT_EVENT", 0) == 0) event_deliver(system, EVENT_EXITED, document, NULL, NULL);
}

void system_crash(System *system) {
  Text report = {0};
  text_add(&report, "{\"SystemId\":");
  text_add_json(&report, system->id);
  text_add(&report, ",\"ActivityId\":\"00000000-0000-0000-0000-000000000000\",\"CrashParameters\":[239,0,0,0,0],"
                    "\"CrashLog\":\"CRITICAL_PROCESS_DIED\",\"Status\":0}");
  event_deliver(system, EVENT_CRASH_INITIATED, report.bytes, NULL, NULL);
  event_deliver(system, EVENT_CRASH_REPORT, report.bytes, NULL, NULL);
  text_free(&report);
  system_exit(system, "UnexpectedExit", HCS_UNEXPECTED_EXIT);
}

#include "knobs.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SET 64
#define MAX_NAMES 96

static struct {
  char name[48];
  char *value;
} set_knobs[MAX_SET];

static struct {
  const char *name;
  unsigned calls;
} counted[MAX_NAMES];

static Mutex lock;

#ifdef _WIN32
static INIT_ONCE once = INIT_ONCE_STATIC_INIT;
static BOOL CALLBACK init(PINIT_ONCE state, PVOID parameter, PVOID *context) {
  (void)state, (void)parameter, (void)context;
  mutex_init(&lock);
  return TRUE;
}
static void ready(void) { InitOnceExecuteOnce(&once, init, NULL, NULL); }
#else
static pthread_once_t once = PTHREAD_ONCE_INIT;
static void init(void) { mutex_init(&lock); }
static void ready(void) { pthread_once(&once, init); }
#endif

EXPORT void HcsdSet(const char *name, const char *value) {
  ready();
  mutex_lock(&lock);
  for (int index = 0; index < MAX_SET; index++) {
    bool same = strcmp(set_knobs[index].name, name) == 0;
    if (!same && set_knobs[index].name[0] != 0) continue;
    if (!same && value == NULL) break;
    snprintf(set_knobs[index].name, sizeof set_knobs[index].name, "%s", name);
    free(set_knobs[index].value);
    set_knobs[index].value = value != NULL ? strdup(value) : NULL;
    break;
  }
  mutex_unlock(&lock);
}

bool knob_text(const char *knob, char value[KNOB_SIZE]) {
  ready();
  bool found = false;
  mutex_lock(&lock);
  for (int index = 0; index < MAX_SET && set_knobs[index].name[0] != 0 && !found; index++) {
    if (strcmp(set_knobs[index].name, knob) != 0 || set_knobs[index].value == NULL) continue;
    snprintf(value, KNOB_SIZE, "%s", set_knobs[index].value);
    found = true;
  }
  mutex_unlock(&lock);
  return found || environment_get(knob, value, KNOB_SIZE);
}

uint32_t knob_number(const char *knob, uint32_t otherwise) {
  char value[KNOB_SIZE];
  return knob_text(knob, value) ? (uint32_t)strtoul(value, NULL, 10) : otherwise;
}

/* Whether `entry` (of `length`, up to its `=`) means the call: its name, its name and number, or any call. */
static bool entry_matches(const char *entry, size_t length, const char *name, unsigned nth, bool any) {
  if (any && length == 1 && *entry == '*') return true;
  size_t name_length = strlen(name);
  if (length < name_length || strncmp(entry, name, name_length) != 0) return false;
  if (length == name_length) return true;
  return entry[name_length] == '#' && strtoul(entry + name_length + 1, NULL, 10) == nth;
}

static bool find_entry(const char *knob, const char *name, unsigned nth, bool any, char value[KNOB_SIZE]) {
  char list[KNOB_SIZE];
  if (!knob_text(knob, list)) return false;
  for (char *entry = list; *entry != 0;) {
    size_t length = strcspn(entry, ";");
    char *next = entry + length + (entry[length] == ';');
    entry[length] = 0;
    size_t name_length = strcspn(entry, "=");
    if (entry_matches(entry, name_length, name, nth, any)) {
      snprintf(value, KNOB_SIZE, "%s", entry[name_length] == '=' ? entry + name_length + 1 : "");
      return true;
    }
    entry = next;
  }
  return false;
}

bool call_listed(const Call *call, const char *knob, char value[KNOB_SIZE]) {
  return find_entry(knob, call->name, call->nth, call->kind == CALL_SERVICE, value);
}

bool knob_listed(const char *knob, const char *name, char value[KNOB_SIZE]) {
  return find_entry(knob, name, 0, false, value);
}

static unsigned count_call(const char *name) {
  unsigned calls = 0;
  ready();
  mutex_lock(&lock);
  for (int index = 0; index < MAX_NAMES; index++) {
    if (counted[index].name != NULL && strcmp(counted[index].name, name) != 0) continue;
    counted[index].name = name;
    calls = ++counted[index].calls;
    break;
  }
  mutex_unlock(&lock);
  return calls;
}

static void hang(const Call *call) {
  char value[KNOB_SIZE];
  uint64_t start = clock_ms();
  while (call_listed(call, "HCSD_HANG", value)) {
    uint32_t limit = (uint32_t)strtoul(value, NULL, 10);
    if (limit != 0 && clock_ms() - start >= limit) return;
    sleep_ms(5);
  }
}

Call call_enter(const char *name, CallKind kind, const char *arguments) {
  Call call = {name, kind, count_call(name)};
  if (kind != CALL_QUIET) {
    Text line = {0};
    text_addf(&line, "\"call\":\"%s\",\"nth\":%u", name, call.nth);
    if (arguments != NULL) text_addf(&line, ",\"arguments\":%s", arguments);
    log_line(line.bytes);
    text_free(&line);
  }
  char value[KNOB_SIZE];
  if (call_listed(&call, "HCSD_DIE", value)) die();
  hang(&call);
  return call;
}

uint32_t call_failure(const Call *call) {
  char value[KNOB_SIZE];
  if (!call_listed(call, "HCSD_FAIL", value)) return 0;
  return (uint32_t)strtoul(value, NULL, call->kind == CALL_WIN32 || call->kind == CALL_QUIET ? 10 : 16);
}

void log_line(const char *members) {
  char path[KNOB_SIZE];
  if (!knob_text("HCSD_LOG", path)) return;
  Text line = {0};
  text_addf(&line, "{\"ms\":%llu,\"thread\":%u,%s}\n", (unsigned long long)clock_ms(), thread_id(), members);
  file_append(path, line.bytes, line.length);
  text_free(&line);
}

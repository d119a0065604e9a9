/* What operations do, each on a thread of its own. */
#include "guest.h"
#include "hcs.h"

#include <stdlib.h>

typedef struct {
  Call call;
  OperationType type;
  Operation *operation;
  System *system;
} Job;

static void exit_after_start(void *argument) {
  System *system = argument;
  sleep_ms(knob_number("HCSD_EXIT_AFTER", 0));
  char type[KNOB_SIZE] = "UnexpectedExit";
  knob_text("HCSD_EXIT_TYPE", type);
  system_exit(system, type, type[0] == 'U' ? HCS_UNEXPECTED_EXIT : S_OK_);
  system_release(system);
}

static void disconnect_after_start(void *argument) {
  System *system = argument;
  sleep_ms(knob_number("HCSD_DISCONNECT_AFTER", 0));
  event_deliver(system, EVENT_DISCONNECT, NULL, NULL, NULL);
  system_release(system);
}

static void start_if(const char *knob, void (*body)(void *), System *system) {
  if (knob_number(knob, FOREVER) == FOREVER) return;
  system_hold(system);
  thread_start(body, system);
}

static Result start(System *system, Text *document) {
  mutex_lock(&hcs_lock);
  bool created = system->state == STATE_CREATED;
  mutex_unlock(&hcs_lock);
  if (!created) return HCS_INVALID_STATE;
  Text message = {0};
  Result result = files_attach(system, &message);
  if (result != S_OK_) result_error(document, result, message.bytes);
  text_free(&message);
  if (result != S_OK_) return result;
  mutex_lock(&hcs_lock);
  if (system->state == STATE_CREATED) system->state = STATE_RUNNING;
  mutex_unlock(&hcs_lock);
  if (system_has_stopped(system)) {
    files_detach(system);
    return HCS_TERMINATED;
  }
  console_start(system);
  guest_start(system->guest);
  start_if("HCSD_EXIT_AFTER", exit_after_start, system);
  start_if("HCSD_DISCONNECT_AFTER", disconnect_after_start, system);
  return S_OK_;
}

static Result perform(const Job *job, Text *document) {
  switch (job->type) {
    case OPERATION_START: return start(job->system, document);
    case OPERATION_PROPERTIES: properties_document(job->system, document); return S_OK_;
    case OPERATION_ENUMERATE: enumeration_document(document); return S_OK_;
    case OPERATION_SHUTDOWN:
    case OPERATION_TERMINATE: return system_has_stopped(job->system) ? HCS_SYSTEM_ALREADY_STOPPED : S_OK_;
    default: return S_OK_;
  }
}

/* Waits as HCSD_HANG_RESULT says; an operation that hangs for ever ends when the knob goes. */
static void delay(const Job *job) {
  char value[KNOB_SIZE];
  sleep_ms(knob_number("HCSD_DELAY_MS", 2));
  uint64_t from = clock_ms();
  while (call_listed(&job->call, "HCSD_HANG_RESULT", value)) {
    uint32_t limit = (uint32_t)strtoul(value, NULL, 10);
    if (limit != 0 && clock_ms() - from >= limit) break;
    sleep_ms(5);
  }
}

static void run(void *argument) {
  Job *job = argument;
  System *system = job->system;
  delay(job);
  Text document = {0};
  char failure[KNOB_SIZE];
  Result result;
  if (call_listed(&job->call, "HCSD_FAIL_RESULT", failure)) {
    result = (Result)strtoul(failure, NULL, 16);
    result_error(&document, result, "The double was asked to fail this operation.");
  } else {
    result = perform(job, &document);
  }
  bool ends = result == S_OK_ && (job->type == OPERATION_TERMINATE || job->type == OPERATION_SHUTDOWN);
  bool graceful = job->type == OPERATION_SHUTDOWN;
  if (job->type == OPERATION_CREATE && result != S_OK_) system_exit(system, "ForcedExit", HCS_TERMINATED);
  operation_finish(job->operation, system, result, document.bytes);
  if (ends) {
    sleep_ms(knob_number("HCSD_EXIT_DELAY_MS", 2));
    system_exit(system, graceful ? "GracefulExit" : "ForcedExit", graceful ? S_OK_ : HCS_TERMINATED);
  }
  text_free(&document);
  if (system != NULL) system_release(system);
  free(job);
}

Result job_submit(const Call *call, OperationType type, SystemHandle *handle, void *pointer) {
  uint32_t failure = call_failure(call);
  if (failure != 0) return (Result)failure;
  if (type != OPERATION_ENUMERATE && handle == NULL) return E_INVALID_ARGUMENT;
  if (handle != NULL && system_has_stopped(handle->system)) {
    return type == OPERATION_PROPERTIES ? HCS_SYSTEM_NOT_FOUND : HCS_SYSTEM_ALREADY_STOPPED;
  }
  Operation *operation = operation_from(pointer);
  Result result = operation_begin(operation, type, handle);
  if (result != S_OK_) return result;
  Job *job = malloc(sizeof *job);
  *job = (Job){*call, type, operation, handle != NULL ? handle->system : NULL};
  if (job->system != NULL) system_hold(job->system);
  thread_start(run, job);
  return S_OK_;
}

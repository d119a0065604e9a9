/* HCS_OPERATION: what a call's outcome is read from. */
#include "hcs.h"

#include <stdlib.h>
#include <string.h>

#define OPERATION_MAGIC 0x4f504552u

Operation *operation_from(void *pointer) {
  Operation *operation = pointer;
  return operation != NULL && operation->magic == OPERATION_MAGIC ? operation : NULL;
}

static void operation_release(Operation *operation) {
  mutex_lock(&hcs_lock);
  bool last = --operation->references == 0;
  if (last) live.operations--;
  mutex_unlock(&hcs_lock);
  if (!last) return;
  operation->magic = 0;
  free(operation->document);
  free(operation);
}

Result operation_begin(Operation *operation, OperationType type, SystemHandle *handle) {
  if (operation == NULL) return E_INVALID_ARGUMENT;
  Result result = S_OK_;
  mutex_lock(&hcs_lock);
  if (operation->started && !operation->done) {
    result = HCS_OPERATION_ALREADY_STARTED;
  } else if (handle != NULL && (handle->options & OPTION_OPERATION_EVENTS) != 0 && operation->callback != NULL) {
    result = HCS_CALLBACK_ALREADY_SET;
  } else {
    operation->started = true;
    operation->done = false;
    operation->type = type;
    operation->handle = handle;
    operation->references++;
    free(operation->document);
    operation->document = NULL;
  }
  mutex_unlock(&hcs_lock);
  return result;
}

static bool wants_operation_events(System *system, SystemHandle *handle) {
  for (SystemHandle *at = system->handles; at != NULL; at = at->next) {
    if (at == handle) return (at->options & OPTION_OPERATION_EVENTS) != 0;
  }
  return false;
}

void operation_finish(Operation *operation, System *system, Result result, const char *document) {
  mutex_lock(&hcs_lock);
  operation->done = true;
  operation->result = result;
  operation->document = document != NULL ? strdup(document) : NULL;
  condition_wake_all(&operation->finished);
  OperationCallback callback = operation->callback;
  void *context = operation->context;
  SystemHandle *handle = operation->handle;
  bool event = callback == NULL && system != NULL && wants_operation_events(system, handle);
  mutex_unlock(&hcs_lock);
  if (callback != NULL) callback(operation, context);
  if (event) event_deliver(system, EVENT_OPERATION, NULL, operation, handle);
  operation_release(operation);
}

EXPORT void *HcsCreateOperation(const void *context, OperationCallback callback) {
  static uint64_t last_id;
  Call call = call_enter("HcsCreateOperation", CALL_LOCAL, NULL);
  if (call_failure(&call) != 0) return NULL;
  Operation *operation = calloc(1, sizeof *operation);
  operation->magic = OPERATION_MAGIC;
  operation->references = 1;
  operation->type = OPERATION_NONE;
  operation->callback = callback;
  operation->context = (void *)context;
  condition_init(&operation->finished);
  mutex_lock(&hcs_lock);
  operation->id = ++last_id;
  live.operations++;
  mutex_unlock(&hcs_lock);
  return operation;
}

EXPORT void HcsCloseOperation(void *pointer) {
  call_enter("HcsCloseOperation", CALL_LOCAL, NULL);
  Operation *operation = operation_from(pointer);
  if (operation != NULL) operation_release(operation);
}

EXPORT void *HcsGetOperationContext(void *pointer) {
  Operation *operation = operation_from(pointer);
  return operation != NULL ? operation->context : NULL;
}

EXPORT Result HcsSetOperationContext(void *pointer, const void *context) {
  Operation *operation = operation_from(pointer);
  if (operation == NULL) return E_INVALID_ARGUMENT;
  mutex_lock(&hcs_lock);
  operation->context = (void *)context;
  mutex_unlock(&hcs_lock);
  return S_OK_;
}

EXPORT Result HcsSetOperationCallback(void *pointer, const void *context, OperationCallback callback) {
  Operation *operation = operation_from(pointer);
  if (operation == NULL) return E_INVALID_ARGUMENT;
  mutex_lock(&hcs_lock);
  operation->callback = callback;
  operation->context = (void *)context;
  mutex_unlock(&hcs_lock);
  return S_OK_;
}

EXPORT int32_t HcsGetOperationType(void *pointer) {
  Operation *operation = operation_from(pointer);
  return operation != NULL ? operation->type : OPERATION_NONE;
}

EXPORT uint64_t HcsGetOperationId(void *pointer) {
  Operation *operation = operation_from(pointer);
  return operation != NULL ? operation->id : UINT64_MAX;
}

EXPORT void *HcsGetComputeSystemFromOperation(void *pointer) {
  Operation *operation = operation_from(pointer);
  return operation != NULL ? operation->handle : NULL;
}

EXPORT Result HcsCancelOperation(void *pointer) {
  call_enter("HcsCancelOperation", CALL_LOCAL, NULL);
  return operation_from(pointer) != NULL ? E_NOT_IMPLEMENTED : E_INVALID_ARGUMENT;
}

static Result take_result(Operation *operation, Utf16 **document) {
  if (document != NULL) *document = document_give(operation->document);
  return operation->result;
}

EXPORT Result HcsGetOperationResult(void *pointer, Utf16 **document) {
  if (document != NULL) *document = NULL;
  Call call = call_enter("HcsGetOperationResult", CALL_LOCAL, NULL);
  uint32_t failure = call_failure(&call);
  if (failure != 0) return (Result)failure;
  Operation *operation = operation_from(pointer);
  if (operation == NULL) return E_INVALID_ARGUMENT;
  mutex_lock(&hcs_lock);
  Result result = HCS_OPERATION_NOT_STARTED;
  if (operation->done) result = take_result(operation, document);
  else if (operation->started) result = HCS_OPERATION_PENDING;
  mutex_unlock(&hcs_lock);
  return result;
}

EXPORT Result HcsWaitForOperationResult(void *pointer, uint32_t timeout_ms, Utf16 **document) {
  if (document != NULL) *document = NULL;
  Call call = call_enter("HcsWaitForOperationResult", CALL_LOCAL, NULL);
  uint32_t failure = call_failure(&call);
  if (failure != 0) return (Result)failure;
  Operation *operation = operation_from(pointer);
  if (operation == NULL) return E_INVALID_ARGUMENT;
  uint64_t start = clock_ms();
  Result result = HCS_OPERATION_NOT_STARTED;
  mutex_lock(&hcs_lock);
  operation->references++;
  while (operation->started && !operation->done) {
    uint64_t passed = clock_ms() - start;
    if (timeout_ms != FOREVER && passed >= timeout_ms) break;
    condition_wait(&operation->finished, &hcs_lock, timeout_ms == FOREVER ? FOREVER : timeout_ms - (uint32_t)passed);
  }
  if (operation->done) result = take_result(operation, document);
  else if (operation->started) result = HCS_OPERATION_TIMEOUT;
  mutex_unlock(&hcs_lock);
  operation_release(operation);
  return result;
}

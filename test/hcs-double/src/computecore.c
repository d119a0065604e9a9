/* Exports of computecore.dll that deal with systems and the service. */
#include "hcs.h"

#include <stdlib.h>
#include <string.h>

#define GENERIC_ALL_ACCESS 0x10000000u

/* JSON object of a call's arguments: the system's id, and a document as it is where it is JSON. */
static Call enter(const char *name, const char *id, const char *document_name, const char *document) {
  Text arguments = {0};
  text_add(&arguments, "{\"id\":");
  text_add_json(&arguments, id);
  if (document_name != NULL) {
    text_addf(&arguments, ",\"%s\":", document_name);
    if (document != NULL && json_valid(document)) text_add(&arguments, document);
    else text_add_json(&arguments, document);
  }
  text_add(&arguments, "}");
  Call call = call_enter(name, CALL_SERVICE, arguments.bytes);
  text_free(&arguments);
  return call;
}

/* A call on a handle whose last parameter is a document: logs it and submits the operation. */
static Result submit(const char *name, OperationType type, void *system, void *operation, const char *document_name,
                     const Utf16 *document) {
  SystemHandle *handle = handle_from(system);
  char *text = utf8_from_utf16(document);
  Call call = enter(name, handle != NULL ? handle->system->id : NULL, document_name, text);
  free(text);
  return job_submit(&call, type, handle, operation);
}

static bool acceptable(const char *document) {
  if (!json_valid(document)) return false;
  JsonSlice root = json_root(document);
  return json_member(root, "SchemaVersion").start != NULL && json_member(root, "VirtualMachine").start != NULL;
}

/* Takes `id` and `document` over where it succeeds. */
static Result add_system(char *id, char *document, System **added) {
  System *system = system_new(id, document);
  mutex_lock(&hcs_lock);
  bool exists = system_find(id) != NULL;
  if (!exists) {
    system->next = systems;
    systems = system;
  }
  mutex_unlock(&hcs_lock);
  *added = system;
  return exists ? HCS_SYSTEM_ALREADY_EXISTS : S_OK_;
}

EXPORT Result HcsCreateComputeSystem(const Utf16 *id, const Utf16 *configuration, void *operation, const void *security,
                                     void **computeSystem) {
  if (id == NULL || configuration == NULL || computeSystem == NULL || security != NULL) return E_INVALID_ARGUMENT;
  *computeSystem = NULL;
  char *name = utf8_from_utf16(id);
  char *document = utf8_from_utf16(configuration);
  Call call = enter("HcsCreateComputeSystem", name, "configuration", document);
  Result result = (Result)call_failure(&call);
  if (result == S_OK_ && !acceptable(document)) result = HCS_INVALID_JSON;
  if (result != S_OK_) {
    free(name);
    free(document);
    return result;
  }
  System *system;
  result = add_system(name, document, &system);
  if (result == S_OK_) {
    SystemHandle *handle = handle_open(system);
    result = job_submit(&call, OPERATION_CREATE, handle, operation);
    if (result == S_OK_) *computeSystem = handle;
    else handle_close(handle);
  }
  system_release(system);
  return result;
}

EXPORT Result HcsOpenComputeSystem(const Utf16 *id, uint32_t access, void **computeSystem) {
  if (id == NULL || computeSystem == NULL || access != GENERIC_ALL_ACCESS) return E_INVALID_ARGUMENT;
  *computeSystem = NULL;
  char *name = utf8_from_utf16(id);
  Call call = enter("HcsOpenComputeSystem", name, NULL, NULL);
  Result result = (Result)call_failure(&call);
  if (result == S_OK_) {
    mutex_lock(&hcs_lock);
    System *system = system_find(name);
    if (system != NULL) system->references++;
    mutex_unlock(&hcs_lock);
    result = system != NULL ? S_OK_ : HCS_SYSTEM_NOT_FOUND;
    if (system != NULL) {
      *computeSystem = handle_open(system);
      system_release(system);
    }
  }
  free(name);
  return result;
}

EXPORT void HcsCloseComputeSystem(void *computeSystem) {
  SystemHandle *handle = handle_from(computeSystem);
  enter("HcsCloseComputeSystem", handle != NULL ? handle->system->id : NULL, NULL, NULL);
  if (handle != NULL) handle_close(handle);
}

EXPORT Result HcsStartComputeSystem(void *system, void *operation, const Utf16 *options) {
  return submit("HcsStartComputeSystem", OPERATION_START, system, operation, "options", options);
}

EXPORT Result HcsShutDownComputeSystem(void *system, void *operation, const Utf16 *options) {
  return submit("HcsShutDownComputeSystem", OPERATION_SHUTDOWN, system, operation, "options", options);
}

EXPORT Result HcsTerminateComputeSystem(void *system, void *operation, const Utf16 *options) {
  return submit("HcsTerminateComputeSystem", OPERATION_TERMINATE, system, operation, "options", options);
}

EXPORT Result HcsModifyComputeSystem(void *system, void *operation, const Utf16 *configuration, void *identity) {
  (void)identity;
  return submit("HcsModifyComputeSystem", OPERATION_MODIFY, system, operation, "configuration", configuration);
}

EXPORT Result HcsGetComputeSystemProperties(void *system, void *operation, const Utf16 *query) {
  return submit("HcsGetComputeSystemProperties", OPERATION_PROPERTIES, system, operation, "query", query);
}

EXPORT Result HcsEnumerateComputeSystems(const Utf16 *query, void *operation) {
  return submit("HcsEnumerateComputeSystems", OPERATION_ENUMERATE, NULL, operation, "query", query);
}

EXPORT Result HcsSetComputeSystemCallback(void *computeSystem, uint32_t options, const void *context, EventCallback callback) {
  SystemHandle *handle = handle_from(computeSystem);
  Call call = enter("HcsSetComputeSystemCallback", handle != NULL ? handle->system->id : NULL, NULL, NULL);
  Result result = (Result)call_failure(&call);
  if (result != S_OK_) return result;
  if (handle == NULL || options > OPTION_OPERATION_EVENTS) return E_INVALID_ARGUMENT;
  mutex_lock(&hcs_lock);
  if (callback != NULL && handle->callback != NULL) {
    result = HCS_CALLBACK_ALREADY_SET;
  } else {
    handle->callback = callback;
    handle->context = (void *)context;
    handle->options = options;
  }
  mutex_unlock(&hcs_lock);
  return result;
}

EXPORT Result HcsWaitForComputeSystemExit(void *computeSystem, uint32_t timeout_ms, Utf16 **document) {
  if (document != NULL) *document = NULL;
  SystemHandle *handle = handle_from(computeSystem);
  Call call = enter("HcsWaitForComputeSystemExit", handle != NULL ? handle->system->id : NULL, NULL, NULL);
  Result result = (Result)call_failure(&call);
  if (result != S_OK_) return result;
  if (handle == NULL) return E_INVALID_ARGUMENT;
  System *system = handle->system;
  uint64_t start = clock_ms();
  mutex_lock(&hcs_lock);
  system->references++;
  while (system->state != STATE_STOPPED) {
    uint64_t passed = clock_ms() - start;
    if (timeout_ms != FOREVER && passed >= timeout_ms) break;
    condition_wait(&system->stopped, &hcs_lock, timeout_ms == FOREVER ? FOREVER : timeout_ms - (uint32_t)passed);
  }
  bool stopped = system->state == STATE_STOPPED;
  if (stopped && document != NULL) *document = document_give(system->exit_document);
  mutex_unlock(&hcs_lock);
  system_release(system);
  return stopped ? S_OK_ : HCS_OPERATION_TIMEOUT;
}

EXPORT Result HcsGetServiceProperties(const Utf16 *query, Utf16 **document) {
  if (document != NULL) *document = NULL;
  char *text = utf8_from_utf16(query);
  Call call = enter("HcsGetServiceProperties", NULL, "query", text);
  bool topology = text != NULL && strstr(text, "ProcessorTopology") != NULL;
  free(text);
  Result result = (Result)call_failure(&call);
  if (result != S_OK_ || document == NULL) return result;
  mutex_lock(&hcs_lock);
  *document = document_give(topology
                                ? "{\"Properties\":[{\"LogicalProcessorCount\":8,\"LogicalProcessors\":[]}]}"
                                : "{\"Properties\":[{\"SupportedSchemaVersions\":[{\"Major\":1,\"Minor\":0},{\"Major\":2,\"Minor\":7}]}]}");
  mutex_unlock(&hcs_lock);
  return S_OK_;
}

/* For tests: the guest of a system crashes now. */
EXPORT void HcsdCrash(void *computeSystem) {
  SystemHandle *handle = handle_from(computeSystem);
  if (handle != NULL) system_crash(handle->system);
}

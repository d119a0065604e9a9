/* Events: on a foreign thread, valid during the call only. */
#include "hcs.h"

#include <stdlib.h>
#include <string.h>

#define MAX_HANDLES 32

/* Overwrites before freeing, so that a client that kept a pointer reads rubbish here as it would there. */
static void spoil(void *memory, size_t size) {
  memset(memory, 0xdd, size);
  __asm__ volatile("" : : "r"(memory) : "memory");
}

static void call_back(SystemHandle *handle, uint32_t type, const char *data, void *operation) {
  Event *event = malloc(sizeof *event);
  Utf16 *wide = data != NULL ? utf16_from_utf8(data) : NULL;
  size_t size = 0;
  while (wide != NULL && wide[size] != 0) size++;
  *event = (Event){type, wide, operation};
  handle->callback(event, handle->context);
  spoil(event, sizeof *event);
  free(event);
  if (wide != NULL) spoil(wide, size * sizeof *wide);
  free(wide);
  mutex_lock(&hcs_lock);
  handle->in_flight--;
  condition_wake_all(&callbacks_drained);
  mutex_unlock(&hcs_lock);
}

void event_deliver(System *system, uint32_t type, const char *data, void *operation, SystemHandle *only) {
  SystemHandle *hearers[MAX_HANDLES];
  int count = 0;
  mutex_lock(&hcs_lock);
  for (SystemHandle *handle = system->handles; handle != NULL && count < MAX_HANDLES; handle = handle->next) {
    if (handle->callback == NULL || handle->closing || (only != NULL && handle != only)) continue;
    handle->in_flight++;
    hearers[count++] = handle;
  }
  mutex_unlock(&hcs_lock);
  for (int index = 0; index < count; index++) call_back(hearers[index], type, data, operation);
}

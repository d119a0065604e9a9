/* Loading and unloading of the computecore library, and what only tests call. */
#include "hcs.h"

/* Systems that have not stopped; the caller has the lock. */
static int living_systems(void) {
  int count = 0;
  for (System *system = systems; system != NULL; system = system->next) count += system->state != STATE_STOPPED;
  return count;
}

/* 0 operations, 1 handles, 2 systems not stopped, 3 result documents, 4 grants; -1 for anything else. */
EXPORT int32_t HcsdLive(int32_t what) {
  mutex_lock(&hcs_lock);
  int counts[] = {live.operations, live.handles, living_systems(), live.documents, access_count()};
  mutex_unlock(&hcs_lock);
  return what >= 0 && what < (int)(sizeof counts / sizeof *counts) ? counts[what] : -1;
}

static void loaded(void) {
  mutex_init(&hcs_lock);
  condition_init(&callbacks_drained);
}

/* Says without locks what is left: other threads may have died holding one. */
static void unloaded(void) {
  Text line = {0};
  text_addf(&line, "\"exit\":{\"operations\":%d,\"handles\":%d,\"systems\":%d,\"documents\":%d,\"grants\":%d}", live.operations,
            live.handles, living_systems(), live.documents, access_count());
  log_line(line.bytes);
  text_free(&line);
}

#ifdef _WIN32
BOOL WINAPI DllMain(HINSTANCE library, DWORD reason, LPVOID reserved) {
  (void)library, (void)reserved;
  if (reason == DLL_PROCESS_ATTACH) {
    /* Threads of guests may run until the process ends, so the code must stay where it is. */
    HMODULE pinned;
    GetModuleHandleExA(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_PIN, (const char *)DllMain, &pinned);
    loaded();
  }
  if (reason == DLL_PROCESS_DETACH) unloaded();
  return TRUE;
}
#else
#include <errno.h>
#include <unistd.h>

__attribute__((constructor)) static void constructor(void) { loaded(); }
__attribute__((destructor)) static void destructor(void) { unloaded(); }

/* The parts of kernel32 that a client of these libraries needs. */

EXPORT void *LocalFree(void *memory) {
  if (memory != NULL) {
    mutex_lock(&hcs_lock);
    live.documents--;
    mutex_unlock(&hcs_lock);
  }
  result_free(memory);
  return NULL;
}

/* Handles of the Linux build are file descriptors plus one, so that none is NULL. */
EXPORT int32_t CloseHandle(void *handle) { return close((int)(intptr_t)handle - 1) == 0; }

EXPORT uint32_t GetLastError(void) { return (uint32_t)errno; }
#endif

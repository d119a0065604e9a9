#ifdef _WIN32
#include "platform.h"
#include "text.h"

#include <ntsecapi.h>
#include <stdlib.h>

void mutex_init(Mutex *mutex) { InitializeCriticalSection(mutex); }
void mutex_lock(Mutex *mutex) { EnterCriticalSection(mutex); }
void mutex_unlock(Mutex *mutex) { LeaveCriticalSection(mutex); }
void condition_init(Condition *condition) { InitializeConditionVariable(condition); }
void condition_wake_all(Condition *condition) { WakeAllConditionVariable(condition); }

void condition_wait(Condition *condition, Mutex *mutex, uint32_t milliseconds) {
  SleepConditionVariableCS(condition, mutex, milliseconds);
}

typedef struct {
  void (*body)(void *);
  void *argument;
} Start;

static DWORD WINAPI thread_main(LPVOID memory) {
  Start start = *(Start *)memory;
  free(memory);
  start.body(start.argument);
  return 0;
}

void thread_start(void (*body)(void *), void *argument) {
  Start *start = malloc(sizeof *start);
  *start = (Start){body, argument};
  HANDLE thread = CreateThread(NULL, 0, thread_main, start, 0, NULL);
  if (thread == NULL) die();
  CloseHandle(thread);
}

uint32_t thread_id(void) { return GetCurrentThreadId(); }
uint64_t clock_ms(void) { return GetTickCount64(); }
void sleep_ms(uint32_t milliseconds) { Sleep(milliseconds); }

void random_bytes(uint8_t *bytes, size_t count) {
  if (!RtlGenRandom(bytes, (ULONG)count)) die();
}

void die(void) { TerminateProcess(GetCurrentProcess(), 0xc0000005u); }

bool environment_get(const char *name, char *value, size_t capacity) {
  DWORD length = GetEnvironmentVariableA(name, value, (DWORD)capacity);
  return length > 0 && length < capacity;
}

void *result_alloc(size_t size) { return LocalAlloc(LMEM_FIXED, size); }
void result_free(void *memory) { LocalFree(memory); }

void file_append(const char *path, const char *text, size_t length) {
  HANDLE file = CreateFileA(path, FILE_APPEND_DATA, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_ALWAYS, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return;
  DWORD written;
  WriteFile(file, text, (DWORD)length, &written, NULL);
  CloseHandle(file);
}

FILE *file_open(const char *path, const char *mode) {
  Utf16 *wide_path = utf16_from_utf8(path);
  Utf16 *wide_mode = utf16_from_utf8(mode);
  FILE *file = _wfopen((const WCHAR *)wide_path, (const WCHAR *)wide_mode);
  free(wide_path);
  free(wide_mode);
  return file;
}

bool path_exists(const char *path) {
  Utf16 *wide = utf16_from_utf8(path);
  DWORD attributes = GetFileAttributesW((const WCHAR *)wide);
  free(wide);
  return attributes != INVALID_FILE_ATTRIBUTES;
}
#endif

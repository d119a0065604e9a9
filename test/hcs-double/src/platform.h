/* What differs between Linux and Windows, and nothing else. */
#ifndef PLATFORM_H
#define PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#include <winsock2.h>
#include <windows.h>
#define EXPORT __declspec(dllexport)
#define API_NAME(name)
typedef CRITICAL_SECTION Mutex;
typedef CONDITION_VARIABLE Condition;
#else
#include <pthread.h>
#define EXPORT __attribute__((visibility("default")))
#define API_NAME(name) __asm__(name)
typedef pthread_mutex_t Mutex;
typedef pthread_cond_t Condition;
#endif

/* API_NAME gives a function an exported name that headers of the platform declare for themselves; for a DLL its
 * .def file does that. */

/* UTF-16 code unit. */
typedef uint16_t Utf16;

/* Wait without end, as INFINITE of Windows. */
#define FOREVER 0xffffffffu

void mutex_init(Mutex *mutex);
void mutex_lock(Mutex *mutex);
void mutex_unlock(Mutex *mutex);
void condition_init(Condition *condition);
void condition_wake_all(Condition *condition);
/* Waits at most `milliseconds`; may wake early, so callers loop over what they wait for. */
void condition_wait(Condition *condition, Mutex *mutex, uint32_t milliseconds);

/* Runs `body(argument)` on a thread of its own, that nobody joins. */
void thread_start(void (*body)(void *), void *argument);
/* Number that tells threads apart. */
uint32_t thread_id(void);

/* Milliseconds of a clock that only goes forward. */
uint64_t clock_ms(void);
void sleep_ms(uint32_t milliseconds);
/* Unpredictable bytes. */
void random_bytes(uint8_t *bytes, size_t count);
/* Ends the process at once, as a crash does. */
void die(void);

/* Copies an environment variable; false where it is not set or does not fit. */
bool environment_get(const char *name, char *value, size_t capacity);

/* Memory that the caller of the API frees with LocalFree. */
void *result_alloc(size_t size);
void result_free(void *memory);

/* Appends to a file in one write, so that lines of several threads do not mix. */
void file_append(const char *path, const char *text, size_t length);
/* As fopen, for a UTF-8 path. */
FILE *file_open(const char *path, const char *mode);
/* Whether something is at a UTF-8 path, file or folder. */
bool path_exists(const char *path);

#endif

#ifndef _WIN32
#include "platform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

void mutex_init(Mutex *mutex) { pthread_mutex_init(mutex, NULL); }
void mutex_lock(Mutex *mutex) { pthread_mutex_lock(mutex); }
void mutex_unlock(Mutex *mutex) { pthread_mutex_unlock(mutex); }

void condition_init(Condition *condition) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(condition, &attributes);
  pthread_condattr_destroy(&attributes);
}

void condition_wake_all(Condition *condition) { pthread_cond_broadcast(condition); }

void condition_wait(Condition *condition, Mutex *mutex, uint32_t milliseconds) {
  if (milliseconds == FOREVER) {
    pthread_cond_wait(condition, mutex);
    return;
  }
  struct timespec until;
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_sec += milliseconds / 1000;
  until.tv_nsec += (long)(milliseconds % 1000) * 1000000L;
  if (until.tv_nsec >= 1000000000L) {
    until.tv_sec++;
    until.tv_nsec -= 1000000000L;
  }
  pthread_cond_timedwait(condition, mutex, &until);
}

typedef struct {
  void (*body)(void *);
  void *argument;
} Start;

static void *thread_main(void *memory) {
  Start start = *(Start *)memory;
  free(memory);
  start.body(start.argument);
  return NULL;
}

void thread_start(void (*body)(void *), void *argument) {
  Start *start = malloc(sizeof *start);
  *start = (Start){body, argument};
  pthread_t thread;
  if (pthread_create(&thread, NULL, thread_main, start) != 0) die();
  pthread_detach(thread);
}

uint32_t thread_id(void) { return (uint32_t)syscall(SYS_gettid); }

uint64_t clock_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

void sleep_ms(uint32_t milliseconds) {
  struct timespec left = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000L};
  while (nanosleep(&left, &left) != 0 && errno == EINTR) {
  }
}

void random_bytes(uint8_t *bytes, size_t count) {
  if (getrandom(bytes, count, 0) != (ssize_t)count) die();
}

void die(void) { abort(); }

bool environment_get(const char *name, char *value, size_t capacity) {
  const char *found = getenv(name);
  if (found == NULL || strlen(found) >= capacity) return false;
  strcpy(value, found);
  return true;
}

void *result_alloc(size_t size) { return malloc(size); }
void result_free(void *memory) { free(memory); }

void file_append(const char *path, const char *text, size_t length) {
  int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0) return;
  ssize_t written = write(file, text, length);
  (void)written; /* A log that cannot be written must not change what is logged. */
  close(file);
}

FILE *file_open(const char *path, const char *mode) { return fopen(path, mode); }

bool path_exists(const char *path) {
  struct stat status;
  return stat(path, &status) == 0;
}
#endif

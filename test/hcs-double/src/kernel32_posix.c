/* The calls of kernel32.dll that copy disks, over Linux files: holes are real, shared blocks are copied. */
#ifndef _WIN32
#include "knobs.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GENERIC_WRITE_ACCESS 0x40000000u
#define SET_SPARSE 0x000900c4u
#define QUERY_ALLOCATED_RANGES 0x000940cfu
#define DUPLICATE_EXTENTS 0x00098344u
#define SUPPORTS_BLOCK_REFCOUNTING 0x08000000u
#define CLUSTER 4096

typedef struct {
  int64_t offset;
  int64_t length;
} Range;

typedef struct {
  void *source;
  int64_t source_offset;
  int64_t target_offset;
  int64_t count;
} Duplicate;

/* As CloseHandle has it: a descriptor plus one. */
static int descriptor_of(void *handle) { return (int)(intptr_t)handle - 1; }

EXPORT void *CreateFileW(const Utf16 *path, uint32_t access, uint32_t share, void *security, uint32_t disposition,
                         uint32_t attributes, void *template) {
  (void)share, (void)security, (void)disposition, (void)attributes, (void)template;
  char *narrow = utf8_from_utf16(path);
  int file = open(narrow, ((access & GENERIC_WRITE_ACCESS) != 0 ? O_RDWR : O_RDONLY) | O_CLOEXEC);
  free(narrow);
  return file < 0 ? (void *)(intptr_t)-1 : (void *)(intptr_t)(file + 1);
}

EXPORT int32_t GetVolumeInformationByHandleW(void *file, void *name, uint32_t name_size, uint32_t *serial, uint32_t *component,
                                             uint32_t *flags, void *system, uint32_t system_size) {
  (void)file, (void)name, (void)name_size, (void)serial, (void)component, (void)system, (void)system_size;
  *flags = knob_number("HCSD_SHARES_BLOCKS", 0) != 0 ? SUPPORTS_BLOCK_REFCOUNTING : 0;
  return 1;
}

static int32_t query_ranges(int file, const Range *asked, Range *found, uint32_t capacity, uint32_t *returned) {
  int64_t at = asked->offset, end = asked->offset + asked->length;
  for (uint32_t count = 0;; count++) {
    int64_t data = lseek(file, at, SEEK_DATA);
    if (data < 0 || data >= end) return 1;
    if (count == capacity) return 0; /* ERROR_MORE_DATA, with what fits */
    int64_t hole = lseek(file, data, SEEK_HOLE);
    found[count] = (Range){data, (hole < end ? hole : end) - data};
    *returned = (count + 1) * (uint32_t)sizeof(Range);
    at = hole;
  }
}

static int64_t rounded_size(int file) {
  struct stat status;
  return fstat(file, &status) != 0 ? 0 : (status.st_size + CLUSTER - 1) / CLUSTER * CLUSTER;
}

/* Whole clusters within both files, as ReFS insists on. */
static int32_t duplicate(int target, const Duplicate *wanted) {
  int source = descriptor_of(wanted->source);
  bool aligned = ((wanted->source_offset | wanted->target_offset | wanted->count) & (CLUSTER - 1)) == 0;
  if (!aligned || wanted->source_offset + wanted->count > rounded_size(source)) return 0;
  if (wanted->target_offset + wanted->count > rounded_size(target)) return 0;
  char *cluster = malloc(CLUSTER);
  for (int64_t at = 0; at < wanted->count; at += CLUSTER) {
    ssize_t count = pread(source, cluster, CLUSTER, wanted->source_offset + at);
    if (count > 0 && pwrite(target, cluster, (size_t)count, wanted->target_offset + at) != count) break;
  }
  free(cluster);
  return 1;
}

EXPORT int32_t DeviceIoControl(void *handle, uint32_t code, const void *in, uint32_t in_size, void *out, uint32_t out_size,
                               uint32_t *returned, void *overlapped) {
  (void)overlapped;
  *returned = 0;
  const char *name = code == SET_SPARSE               ? "FSCTL_SET_SPARSE"
                     : code == QUERY_ALLOCATED_RANGES ? "FSCTL_QUERY_ALLOCATED_RANGES"
                                                      : "FSCTL_DUPLICATE_EXTENTS_TO_FILE";
  Call call = call_enter(name, CALL_WIN32, NULL);
  if (call_failure(&call) != 0) return 0;
  int file = descriptor_of(handle);
  if (code == SET_SPARSE) return 1;
  if (code == QUERY_ALLOCATED_RANGES && in_size == sizeof(Range)) return query_ranges(file, in, out, out_size / sizeof(Range), returned);
  if (code == DUPLICATE_EXTENTS && in_size == sizeof(Duplicate)) return duplicate(file, in);
  return 0;
}
#endif

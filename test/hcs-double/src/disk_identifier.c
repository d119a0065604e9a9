#include "disk_identifier.h"

#include <stdlib.h>
#include <string.h>

#define ERROR_FILE_NOT_FOUND_ 2u
#define ERROR_INVALID_PARAMETER_ 87u
#define ERROR_FILE_CORRUPT_ 1392u

/* Footer of a VHD: the last sector of the file; dynamic disks keep a copy in the first. */
#define FOOTER_SIZE 512
#define FOOTER_CHECKSUM 64
#define FOOTER_IDENTIFIER 68

/* Region table of a VHDX and the metadata table that it leads to (MS-VHDX 2.2.3 and 2.6.1). */
#define REGION_TABLE 0x30000u
#define REGION_FIRST 16
#define METADATA_FIRST 32
#define TABLE_ENTRY 32
#define MAX_ENTRIES 64
#define METADATA_REGION "8b7ca206-4790-4b9a-b8fe-575f050f886e"
#define DISK_ID_ITEM "beca12ab-b2e6-4523-93ef-c309e000c746"

#ifdef _WIN32
static uint32_t open_file(const char *path, void **handle) {
  Utf16 *wide = utf16_from_utf8(path);
  HANDLE file = CreateFileW((const WCHAR *)wide, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
  free(wide);
  if (file == INVALID_HANDLE_VALUE) return GetLastError();
  *handle = file;
  return 0;
}

static void close_file(void *handle) { CloseHandle(handle); }

static uint64_t file_size(void *handle) {
  LARGE_INTEGER size;
  return GetFileSizeEx(handle, &size) ? (uint64_t)size.QuadPart : 0;
}

static bool transfer(void *handle, uint64_t offset, void *bytes, uint32_t count, bool write) {
  OVERLAPPED place = {.Offset = (DWORD)offset, .OffsetHigh = (DWORD)(offset >> 32)};
  DWORD done = 0;
  if (write) return WriteFile(handle, bytes, count, &done, &place) && done == count;
  return ReadFile(handle, bytes, count, &done, &place) && done == count;
}
#else
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int descriptor(void *handle) { return (int)(intptr_t)handle - 1; }

static uint32_t open_file(const char *path, void **handle) {
  int file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return errno == ENOENT ? ERROR_FILE_NOT_FOUND_ : 5;
  *handle = (void *)(intptr_t)(file + 1);
  return 0;
}

static void close_file(void *handle) { close(descriptor(handle)); }

static uint64_t file_size(void *handle) {
  struct stat status;
  return fstat(descriptor(handle), &status) == 0 ? (uint64_t)status.st_size : 0;
}

static bool transfer(void *handle, uint64_t offset, void *bytes, uint32_t count, bool write) {
  if (write) return pwrite(descriptor(handle), bytes, count, (off_t)offset) == (ssize_t)count;
  return pread(descriptor(handle), bytes, count, (off_t)offset) == (ssize_t)count;
}
#endif

static bool starts_with(void *handle, uint64_t offset, const char *signature) {
  char bytes[8];
  return transfer(handle, offset, bytes, sizeof bytes, false) && memcmp(bytes, signature, sizeof bytes) == 0;
}

static bool is_vhdx(void *handle) { return starts_with(handle, 0, "vhdxfile"); }

static bool is_vhd(void *handle) {
  uint64_t size = file_size(handle);
  return size >= FOOTER_SIZE && starts_with(handle, size - FOOTER_SIZE, "conectix");
}

uint32_t disk_open(const char *path, void **handle) {
  uint32_t error = open_file(path, handle);
  if (error != 0) return error;
  if (is_vhdx(*handle) || is_vhd(*handle)) return 0;
  close_file(*handle);
  *handle = NULL;
  return ERROR_FILE_CORRUPT_;
}

static uint32_t vhd_footer(void *handle, uint64_t offset, Guid *identifier, bool write) {
  uint8_t footer[FOOTER_SIZE];
  if (!transfer(handle, offset, footer, sizeof footer, false)) return ERROR_FILE_CORRUPT_;
  if (!write) {
    memcpy(identifier->bytes, footer + FOOTER_IDENTIFIER, sizeof identifier->bytes);
    return 0;
  }
  memcpy(footer + FOOTER_IDENTIFIER, identifier->bytes, sizeof identifier->bytes);
  memset(footer + FOOTER_CHECKSUM, 0, 4);
  uint32_t sum = 0;
  for (size_t index = 0; index < sizeof footer; index++) sum += footer[index];
  for (int index = 0; index < 4; index++) footer[FOOTER_CHECKSUM + index] = (uint8_t)(~sum >> (24 - 8 * index));
  return transfer(handle, offset, footer, sizeof footer, true) ? 0 : ERROR_FILE_CORRUPT_;
}

static uint64_t little_endian(const uint8_t *bytes, int count) {
  uint64_t value = 0;
  while (count-- > 0) value = value << 8 | bytes[count];
  return value;
}

/* Finds the entry of a table that starts with `id`; false where there is none. */
static bool find_entry(void *handle, uint64_t offset, const char *id, uint8_t entry[TABLE_ENTRY]) {
  Guid wanted;
  guid_parse(id, &wanted);
  for (int index = 0; index < MAX_ENTRIES; index++) {
    if (!transfer(handle, offset + (uint64_t)index * TABLE_ENTRY, entry, TABLE_ENTRY, false)) return false;
    if (memcmp(entry, wanted.bytes, sizeof wanted.bytes) == 0) return true;
  }
  return false;
}

static uint32_t vhdx_item(void *handle, Guid *identifier, bool write) {
  uint8_t entry[TABLE_ENTRY];
  if (!find_entry(handle, REGION_TABLE + REGION_FIRST, METADATA_REGION, entry)) return ERROR_FILE_CORRUPT_;
  uint64_t metadata = little_endian(entry + 16, 8);
  if (!find_entry(handle, metadata + METADATA_FIRST, DISK_ID_ITEM, entry)) return ERROR_FILE_CORRUPT_;
  uint64_t item = metadata + little_endian(entry + 16, 4);
  return transfer(handle, item, identifier->bytes, sizeof identifier->bytes, write) ? 0 : ERROR_FILE_CORRUPT_;
}

uint32_t disk_identifier(void *handle, DiskKind kind, Guid *identifier, bool write) {
  if (kind == DISK_VHDX) return is_vhdx(handle) ? vhdx_item(handle, identifier, write) : ERROR_INVALID_PARAMETER_;
  if (!is_vhd(handle)) return ERROR_INVALID_PARAMETER_;
  uint64_t last = file_size(handle) - FOOTER_SIZE;
  uint32_t error = vhd_footer(handle, last, identifier, write);
  if (error == 0 && write && last > 0 && starts_with(handle, 0, "conectix")) error = vhd_footer(handle, 0, identifier, write);
  return error;
}

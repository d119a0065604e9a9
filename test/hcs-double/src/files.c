/* The files that a document names: checked at start, held until the exit. */
#include "hcs.h"

#include <stdlib.h>
#include <string.h>

#define MAX_FILES 32

typedef struct {
  char *path;
  char *lun; /* NULL: no disk */
  bool read_only;
  bool folder;
  void *lock; /* of Windows; NULL elsewhere */
} HeldFile;

struct FileLocks {
  HeldFile files[MAX_FILES];
  int count;
};

#ifdef _WIN32
/* Opens as a VM does: nobody else may write, and nobody read what the VM writes. */
static Result hold(HeldFile *file) {
  Utf16 *wide = utf16_from_utf8(file->path);
  DWORD access = file->read_only ? GENERIC_READ : GENERIC_READ | GENERIC_WRITE;
  HANDLE handle = CreateFileW((const WCHAR *)wide, access, file->read_only ? FILE_SHARE_READ : 0, NULL, OPEN_EXISTING, 0, NULL);
  free(wide);
  if (handle == INVALID_HANDLE_VALUE) return (Result)(0x80070000u | GetLastError());
  file->lock = handle;
  return S_OK_;
}

static void let_go(HeldFile *file) {
  if (file->lock != NULL) CloseHandle(file->lock);
}
#else
static Result hold(HeldFile *file) {
  (void)file;
  return S_OK_;
}

static void let_go(HeldFile *file) { (void)file; }
#endif

static void add_file(FileLocks *locks, char *path, const char *lun, bool read_only, bool folder) {
  if (path == NULL) return;
  if (locks->count == MAX_FILES) {
    free(path);
    return;
  }
  locks->files[locks->count++] = (HeldFile){path, lun != NULL ? strdup(lun) : NULL, read_only, folder, NULL};
}

static void add_attachment(void *context, const char *lun, JsonSlice attachment) {
  bool read_only = json_true(json_member(attachment, "ReadOnly"));
  add_file(context, json_string(json_member(attachment, "Path")), lun, read_only, false);
}

static void add_controller(void *context, const char *name, JsonSlice controller) {
  (void)name;
  json_each(json_member(controller, "Attachments"), add_attachment, context);
}

static void add_share(void *context, const char *name, JsonSlice share) {
  (void)name;
  add_file(context, json_string(json_member(share, "Path")), NULL, true, true);
}

/* Whether another running system has the file attached and one of the two writes. Called with the lock held. */
static bool in_use(System *system, const HeldFile *file) {
  for (System *other = systems; other != NULL; other = other->next) {
    if (other == system || other->locks == NULL) continue;
    for (int index = 0; index < other->locks->count; index++) {
      const HeldFile *held = &other->locks->files[index];
      if (strcmp(held->path, file->path) == 0 && !(held->read_only && file->read_only)) return true;
    }
  }
  return false;
}

/* Whether eight bytes at an offset from `origin` are that text. */
static bool has_mark(FILE *file, long offset, int origin, const char *mark) {
  char bytes[8];
  return fseek(file, offset, origin) == 0 && fread(bytes, 1, sizeof bytes, file) == sizeof bytes && memcmp(bytes, mark, sizeof bytes) == 0;
}

/* Whether the document's guest state file, if that is it, begins as a VMGS does, or is a VHD that may hold one. */
static bool is_whole(System *system, const char *path) {
  char *guest_state = json_string(json_at(json_root(system->document), "VirtualMachine.GuestState.GuestStateFilePath"));
  bool other = guest_state == NULL || strcmp(guest_state, path) != 0;
  free(guest_state);
  FILE *file = other ? NULL : file_open(path, "rb");
  if (file == NULL) return other;
  bool is = has_mark(file, 0, SEEK_SET, "GUESTRTS") || has_mark(file, -512, SEEK_END, "conectix");
  fclose(file);
  return is;
}

static Result check(System *system, HeldFile *file) {
  if (!path_exists(file->path)) return E_FILE_NOT_FOUND;
  if (!access_granted(system->id, file->path)) return E_ACCESS_DENIED_;
  mutex_lock(&hcs_lock);
  bool shared = in_use(system, file);
  mutex_unlock(&hcs_lock);
  if (shared) return E_SHARING_VIOLATION;
  if (!is_whole(system, file->path)) return E_FILE_CORRUPT;
  if (file->lun != NULL && !file->read_only) guest_disk_write(file->lun, file->path);
  return file->folder ? S_OK_ : hold(file);
}

static void release_all(FileLocks *locks) {
  for (int index = 0; index < locks->count; index++) {
    let_go(&locks->files[index]);
    free(locks->files[index].path);
    free(locks->files[index].lun);
  }
  free(locks);
}

Result files_attach(System *system, Text *message) {
  JsonSlice machine = json_member(json_root(system->document), "VirtualMachine");
  FileLocks *locks = calloc(1, sizeof *locks);
  json_each(json_at(machine, "Devices.Scsi"), add_controller, locks);
  json_each(json_at(machine, "Devices.VirtualSmb.Shares"), add_share, locks);
  add_file(locks, json_string(json_at(machine, "GuestState.GuestStateFilePath")), NULL, false, false);
  Result result = S_OK_;
  for (int index = 0; index < locks->count && result == S_OK_; index++) {
    result = check(system, &locks->files[index]);
    if (result != S_OK_) text_addf(message, "'%s': attachment failed to power on with error 0x%08X.", locks->files[index].path, (unsigned)result);
  }
  if (result != S_OK_) {
    release_all(locks);
    return result;
  }
  mutex_lock(&hcs_lock);
  system->locks = locks;
  mutex_unlock(&hcs_lock);
  return S_OK_;
}

void files_detach(System *system) {
  mutex_lock(&hcs_lock);
  FileLocks *locks = system->locks;
  system->locks = NULL;
  mutex_unlock(&hcs_lock);
  if (locks != NULL) release_all(locks);
}

/* Grants of files to the account of a VM, or to the group of all VMs; they outlive systems. */
#include "hcs.h"

#include <stdlib.h>
#include <string.h>

typedef struct Grant {
  struct Grant *next;
  char *id; /* NULL for the group */
  char *path;
} Grant;

static Grant *grants;

static bool same_id(const char *a, const char *b) { return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0; }

static Grant **grant_find(const char *id, const char *path) {
  Grant **at = &grants;
  while (*at != NULL && !(same_id((*at)->id, id) && strcmp((*at)->path, path) == 0)) at = &(*at)->next;
  return at;
}

bool access_granted(const char *id, const char *path) {
  mutex_lock(&hcs_lock);
  bool granted = *grant_find(id, path) != NULL || *grant_find(NULL, path) != NULL;
  mutex_unlock(&hcs_lock);
  return granted;
}

/* A file that is gone took its grants along. */
int access_count(void) {
  int count = 0;
  for (Grant *grant = grants; grant != NULL; grant = grant->next) count += path_exists(grant->path);
  return count;
}

static void grant_add(const char *id, const char *path) {
  mutex_lock(&hcs_lock);
  Grant **at = grant_find(id, path);
  if (*at == NULL) {
    *at = malloc(sizeof **at);
    **at = (Grant){NULL, id != NULL ? strdup(id) : NULL, strdup(path)};
  }
  mutex_unlock(&hcs_lock);
}

static void grant_remove(const char *id, const char *path) {
  mutex_lock(&hcs_lock);
  Grant **at = grant_find(id, path);
  Grant *grant = *at;
  if (grant != NULL) *at = grant->next;
  mutex_unlock(&hcs_lock);
  if (grant == NULL) return;
  free(grant->id);
  free(grant->path);
  free(grant);
}

static Result change(const char *name, const Utf16 *wide_id, const Utf16 *wide_path, bool add) {
  char *id = utf8_from_utf16(wide_id);
  char *path = utf8_from_utf16(wide_path);
  Text arguments = {0};
  text_add(&arguments, "{\"id\":");
  text_add_json(&arguments, id);
  text_add(&arguments, ",\"path\":");
  text_add_json(&arguments, path);
  text_add(&arguments, "}");
  Call call = call_enter(name, CALL_SERVICE, arguments.bytes);
  text_free(&arguments);
  Result result = (Result)call_failure(&call);
  if (result == S_OK_ && path == NULL) result = E_INVALID_ARGUMENT;
  if (result == S_OK_ && !add) grant_remove(id, path);
  if (result == S_OK_ && !path_exists(path)) result = E_FILE_NOT_FOUND;
  if (result == S_OK_ && add) grant_add(id, path);
  free(id);
  free(path);
  return result;
}

EXPORT Result HcsGrantVmAccess(const Utf16 *id, const Utf16 *path) {
  return id != NULL ? change("HcsGrantVmAccess", id, path, true) : E_INVALID_ARGUMENT;
}

EXPORT Result HcsRevokeVmAccess(const Utf16 *id, const Utf16 *path) {
  return id != NULL ? change("HcsRevokeVmAccess", id, path, false) : E_INVALID_ARGUMENT;
}

EXPORT Result HcsGrantVmGroupAccess(const Utf16 *path) { return change("HcsGrantVmGroupAccess", NULL, path, true); }

EXPORT Result HcsRevokeVmGroupAccess(const Utf16 *path) { return change("HcsRevokeVmGroupAccess", NULL, path, false); }

/* The calls of virtdisk.dll that read and set a disk's identifier. They return Win32 codes. */
#include "disk_identifier.h"
#include "knobs.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define ERROR_INVALID_PARAMETER_ 87u
#define ERROR_INSUFFICIENT_BUFFER_ 122u
#define SET_IDENTIFIER 2u
#define SET_VIRTUAL_DISK_ID 5u
#define GET_IDENTIFIER 2u
#define GET_VIRTUAL_DISK_ID 14u

/* SET_VIRTUAL_DISK_INFO and GET_VIRTUAL_DISK_INFO, as far as identifiers go. */
typedef struct {
  uint32_t version;
  uint32_t padding;
  Guid identifier;
  uint64_t rest;
} DiskInfo;
_Static_assert(sizeof(DiskInfo) == 32, "SET_VIRTUAL_DISK_INFO is 32 bytes");

/* OPEN_VIRTUAL_DISK_PARAMETERS. */
typedef struct {
  uint32_t version;
  int32_t info_only;
  int32_t read_only;
  Guid resiliency;
} OpenParameters;
_Static_assert(sizeof(OpenParameters) == 28, "OPEN_VIRTUAL_DISK_PARAMETERS version 2 is 28 bytes");

EXPORT uint32_t vd_open(const void *storage_type, const Utf16 *path, int32_t access, int32_t flags,
                        const OpenParameters *parameters, void **handle) API_NAME("OpenVirtualDisk");
uint32_t vd_open(const void *storage_type, const Utf16 *path, int32_t access, int32_t flags,
                 const OpenParameters *parameters, void **handle) {
  char *narrow = utf8_from_utf16(path);
  Text arguments = {0};
  text_add(&arguments, "{\"path\":");
  text_add_json(&arguments, narrow);
  text_addf(&arguments, ",\"access\":%d,\"flags\":%d,\"version\":%u}", access, flags, parameters != NULL ? parameters->version : 0);
  Call call = call_enter("OpenVirtualDisk", CALL_WIN32, arguments.bytes);
  text_free(&arguments);
  uint32_t error = call_failure(&call);
  /* Version 2 of the parameters goes with no access bits. */
  bool valid = storage_type != NULL && narrow != NULL && handle != NULL && parameters != NULL && parameters->version == 2 && access == 0;
  if (error == 0 && !valid) error = ERROR_INVALID_PARAMETER_;
  if (error == 0) error = disk_open(narrow, handle);
  free(narrow);
  return error;
}

EXPORT uint32_t vd_set_information(void *handle, const DiskInfo *info) API_NAME("SetVirtualDiskInformation");
uint32_t vd_set_information(void *handle, const DiskInfo *info) {
  Text arguments = {0};
  if (info != NULL) {
    char identifier[GUID_TEXT_SIZE];
    guid_format(&info->identifier, identifier);
    text_addf(&arguments, "{\"version\":%u,\"identifier\":\"%s\"}", info->version, identifier);
  }
  Call call = call_enter("SetVirtualDiskInformation", CALL_WIN32, arguments.bytes);
  text_free(&arguments);
  uint32_t error = call_failure(&call);
  if (error != 0) return error;
  if (info == NULL || (info->version != SET_IDENTIFIER && info->version != SET_VIRTUAL_DISK_ID)) return ERROR_INVALID_PARAMETER_;
  Guid identifier = info->identifier;
  return disk_identifier(handle, info->version == SET_VIRTUAL_DISK_ID ? DISK_VHDX : DISK_VHD, &identifier, true);
}

EXPORT uint32_t vd_get_information(void *handle, uint32_t *size, DiskInfo *info, uint32_t *used)
    API_NAME("GetVirtualDiskInformation");
uint32_t vd_get_information(void *handle, uint32_t *size, DiskInfo *info, uint32_t *used) {
  Call call = call_enter("GetVirtualDiskInformation", CALL_WIN32, NULL);
  uint32_t error = call_failure(&call);
  if (error != 0) return error;
  if (size == NULL || info == NULL) return ERROR_INVALID_PARAMETER_;
  if (*size < sizeof *info) return ERROR_INSUFFICIENT_BUFFER_;
  if (info->version != GET_IDENTIFIER && info->version != GET_VIRTUAL_DISK_ID) return ERROR_INVALID_PARAMETER_;
  error = disk_identifier(handle, info->version == GET_VIRTUAL_DISK_ID ? DISK_VHDX : DISK_VHD, &info->identifier, false);
  if (used != NULL) *used = sizeof *info;
  return error;
}

/* The identifier of a virtual disk, where its file keeps it. */
#ifndef DISK_IDENTIFIER_H
#define DISK_IDENTIFIER_H

#include "text.h"

typedef enum { DISK_VHD, DISK_VHDX } DiskKind;

/* Opens a VHD or VHDX for reading and writing; a Win32 code, 1392 (corrupt) where it is neither.
 * The handle is a HANDLE on Windows and a file descriptor plus one elsewhere. */
uint32_t disk_open(const char *path, void **handle);
/* Reads the identifier, or writes it; 87 where the disk is of another kind, 1392 where it is damaged. */
uint32_t disk_identifier(void *handle, DiskKind kind, Guid *identifier, bool write);

#endif

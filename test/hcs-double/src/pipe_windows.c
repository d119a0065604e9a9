#ifdef _WIN32
#include "pipe.h"
#include "text.h"

#include <stdlib.h>

#define MOMENT_MS 10
#define BUFFER_SIZE 4096

Pipe pipe_dial(const char *path) {
  Utf16 *wide = utf16_from_utf8(path);
  HANDLE pipe = CreateFileW((const WCHAR *)wide, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
  free(wide);
  return (Pipe)pipe;
}

/* The instance does not wait for clients, so that a stopping VM is not held up; a connection is set to wait. */
PipeServer pipe_serve(const char *path) {
  Utf16 *wide = utf16_from_utf8(path);
  HANDLE pipe = CreateNamedPipeW((const WCHAR *)wide, PIPE_ACCESS_DUPLEX, PIPE_TYPE_BYTE | PIPE_NOWAIT, 1, BUFFER_SIZE,
                                 BUFFER_SIZE, 0, NULL);
  free(wide);
  return (PipeServer)pipe;
}

Pipe pipe_accept(PipeServer *server, const char *path) {
  if (*server == PIPE_NONE) *server = pipe_serve(path);
  if (*server == PIPE_NONE) return PIPE_NONE;
  if (ConnectNamedPipe((HANDLE)*server, NULL) == 0 && GetLastError() != ERROR_PIPE_CONNECTED) {
    Sleep(MOMENT_MS);
    return PIPE_NONE;
  }
  DWORD mode = PIPE_READMODE_BYTE | PIPE_WAIT;
  SetNamedPipeHandleState((HANDLE)*server, &mode, NULL, NULL);
  Pipe pipe = *server;
  *server = PIPE_NONE; /* the only instance is the connection now; a new one follows it */
  return pipe;
}

void pipe_server_close(PipeServer server, const char *path) {
  (void)path;
  if (server != PIPE_NONE) CloseHandle((HANDLE)server);
}

bool pipe_write(Pipe pipe, const char *bytes, size_t count) {
  DWORD written;
  return WriteFile((HANDLE)pipe, bytes, (DWORD)count, &written, NULL) && written == count;
}

int pipe_read(Pipe pipe, char *bytes, size_t capacity) {
  DWORD available;
  if (!PeekNamedPipe((HANDLE)pipe, NULL, 0, NULL, &available, NULL)) return -1;
  if (available == 0) {
    Sleep(MOMENT_MS);
    return 0;
  }
  DWORD count;
  if (!ReadFile((HANDLE)pipe, bytes, (DWORD)capacity, &count, NULL)) return -1;
  return (int)count;
}

void pipe_close(Pipe pipe, bool served) {
  /* Without DisconnectNamedPipe: after it, clients under Wine never see the end. */
  if (served) FlushFileBuffers((HANDLE)pipe);
  CloseHandle((HANDLE)pipe);
}
#endif

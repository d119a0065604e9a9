/* The end of a serial port: a named pipe on Windows, a Unix socket elsewhere. */
#ifndef PIPE_H
#define PIPE_H

#include "platform.h"

/* A connection. */
typedef intptr_t Pipe;
/* What clients dial. */
typedef intptr_t PipeServer;
#define PIPE_NONE ((intptr_t)-1)

/* Connects to a pipe that somebody serves; PIPE_NONE where nobody does. */
Pipe pipe_dial(const char *path);
/* Serves a pipe; PIPE_NONE where that is not possible. */
PipeServer pipe_serve(const char *path);
/* Waits a moment for a client; PIPE_NONE where none came. */
Pipe pipe_accept(PipeServer *server, const char *path);
void pipe_server_close(PipeServer server, const char *path);

bool pipe_write(Pipe pipe, const char *bytes, size_t count);
/* Waits a moment for input: number of bytes, 0 for none yet, -1 at the end. */
int pipe_read(Pipe pipe, char *bytes, size_t capacity);
/* Ends a connection; `served` where it came from a server. */
void pipe_close(Pipe pipe, bool served);

#endif

#ifndef _WIN32
#include "pipe.h"

#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define MOMENT_MS 10

static struct sockaddr_un address_of(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
  return address;
}

static int open_socket(void) { return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0); }

static bool has_input(int file) {
  struct pollfd poll_file = {.fd = file, .events = POLLIN};
  return poll(&poll_file, 1, MOMENT_MS) > 0;
}

Pipe pipe_dial(const char *path) {
  struct sockaddr_un address = address_of(path);
  int file = open_socket();
  if (connect(file, (struct sockaddr *)&address, sizeof address) == 0) return file;
  close(file);
  return PIPE_NONE;
}

PipeServer pipe_serve(const char *path) {
  struct sockaddr_un address = address_of(path);
  int file = open_socket();
  unlink(path);
  if (bind(file, (struct sockaddr *)&address, sizeof address) == 0 && listen(file, 1) == 0) return file;
  close(file);
  return PIPE_NONE;
}

Pipe pipe_accept(PipeServer *server, const char *path) {
  (void)path;
  return has_input((int)*server) ? accept4((int)*server, NULL, NULL, SOCK_CLOEXEC) : PIPE_NONE;
}

void pipe_server_close(PipeServer server, const char *path) {
  close((int)server);
  unlink(path);
}

bool pipe_write(Pipe pipe, const char *bytes, size_t count) {
  return send((int)pipe, bytes, count, MSG_NOSIGNAL) == (ssize_t)count;
}

int pipe_read(Pipe pipe, char *bytes, size_t capacity) {
  if (!has_input((int)pipe)) return 0;
  ssize_t count = recv((int)pipe, bytes, capacity, 0);
  return count > 0 ? (int)count : -1;
}

void pipe_close(Pipe pipe, bool served) {
  (void)served;
  close((int)pipe);
}
#endif

#ifndef _WIN32
#include "hvsocket.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define WSADATA_SIZE 408
#define WSA_POLLIN 0x0300
#define WSA_POLLOUT 0x0010
#define WSA_POLLERR 0x0001
#define WSA_POLLHUP 0x0002
#define WSA_POLLNVAL 0x0004

static _Thread_local int32_t last_error;

int32_t native_startup(uint16_t version, void *data) {
  memset(data, 0, WSADATA_SIZE);
  memcpy(data, &version, sizeof version);
  return 0;
}

int32_t native_cleanup(void) { return 0; }
int32_t native_last_error(void) { return last_error; }
void native_set_error(int32_t error) { last_error = error; }

static int32_t wsa_error(int error) {
  switch (error) {
    case EAGAIN: return 10035;
    case EINVAL: return 10022;
    case EBADF:
    case ENOTSOCK: return 10038;
    case ENOTCONN: return 10057;
    case EPIPE:
    case ECONNRESET: return 10054;
    case ECONNREFUSED: return 10061;
    case EINTR: return 10004;
    default: return 10050;
  }
}

static int32_t outcome(ssize_t result) {
  if (result < 0) last_error = wsa_error(errno);
  return (int32_t)result;
}

int32_t native_listen(Wire wire, int32_t backlog) { return outcome(listen((int)wire, backlog)); }

Wire native_accept(Wire wire) {
  int32_t accepted = outcome(accept4((int)wire, NULL, NULL, SOCK_CLOEXEC));
  if (accepted < 0) return WIRE_NONE;
  /* On Windows an accepted socket inherits the mode of its listener. */
  if ((fcntl((int)wire, F_GETFL) & O_NONBLOCK) != 0) fcntl(accepted, F_SETFL, O_NONBLOCK);
  return (Wire)accepted;
}

int32_t native_recv(Wire wire, void *bytes, int32_t count, int32_t flags) {
  return outcome(recv((int)wire, bytes, (size_t)count, flags));
}

int32_t native_send(Wire wire, const void *bytes, int32_t count, int32_t flags) {
  return outcome(send((int)wire, bytes, (size_t)count, flags | MSG_NOSIGNAL));
}

int32_t native_shutdown(Wire wire, int32_t how) { return outcome(shutdown((int)wire, how)); }

int32_t native_close(Wire wire) { return outcome(close((int)wire)); }

int32_t native_set_blocking(Wire wire, bool blocking) { return outcome(fcntl((int)wire, F_SETFL, blocking ? 0 : O_NONBLOCK)); }

int32_t native_poll(PollEntry *entries, uint32_t count, int32_t timeout_ms) {
  struct pollfd *files = calloc(count + 1, sizeof *files);
  for (uint32_t index = 0; index < count; index++) {
    files[index].fd = (int)entries[index].wire;
    files[index].events = (short)(((entries[index].events & WSA_POLLIN) != 0 ? POLLIN : 0) |
                                  ((entries[index].events & WSA_POLLOUT) != 0 ? POLLOUT : 0));
  }
  int ready = poll(files, count, timeout_ms);
  for (uint32_t index = 0; index < count; index++) {
    short happened = files[index].revents;
    entries[index].happened = (int16_t)(((happened & POLLIN) != 0 ? WSA_POLLIN & entries[index].events : 0) |
                                        ((happened & POLLOUT) != 0 ? WSA_POLLOUT : 0) |
                                        ((happened & POLLERR) != 0 ? WSA_POLLERR : 0) |
                                        ((happened & POLLHUP) != 0 ? WSA_POLLHUP : 0) |
                                        ((happened & POLLNVAL) != 0 ? WSA_POLLNVAL : 0));
  }
  free(files);
  return outcome(ready);
}
#endif

#ifndef _WIN32
#include "wire.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct Presence {
  int socket;
};

/* Abstract names need no such thing: the bound socket is the name. */
struct WireName {
  char unused;
};

static socklen_t abstract_address(struct sockaddr_un *address, const Guid *vm, const Guid *service) {
  char vm_text[GUID_TEXT_SIZE];
  char service_text[GUID_TEXT_SIZE] = "vm";
  guid_format(vm, vm_text);
  if (service != NULL) guid_format(service, service_text);
  *address = (struct sockaddr_un){.sun_family = AF_UNIX};
  int length = snprintf(address->sun_path + 1, sizeof address->sun_path - 1, "hcsd-%s-%s", vm_text, service_text);
  return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length);
}

Presence *presence_open(const Guid *vm) {
  struct sockaddr_un address;
  socklen_t length = abstract_address(&address, vm, NULL);
  Presence *presence = malloc(sizeof *presence);
  presence->socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (bind(presence->socket, (struct sockaddr *)&address, length) != 0) die();
  return presence;
}

void presence_close(Presence *presence) {
  close(presence->socket);
  free(presence);
}

bool presence_exists(const Guid *vm) {
  struct sockaddr_un address;
  socklen_t length = abstract_address(&address, vm, NULL);
  int probe = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  bool exists = connect(probe, (struct sockaddr *)&address, length) == 0;
  close(probe);
  return exists;
}

Wire wire_open(void) {
  int opened = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  return opened < 0 ? WIRE_NONE : (Wire)opened;
}

WireName *wire_bind(Wire wire, const Guid *vm, const Guid *service) {
  struct sockaddr_un address;
  socklen_t length = abstract_address(&address, vm, service);
  if (bind((int)wire, (struct sockaddr *)&address, length) != 0) return NULL;
  return calloc(1, sizeof(WireName));
}

void wire_name_close(WireName *name) { free(name); }

bool wire_connect(Wire wire, const Guid *vm, const Guid *service) {
  struct sockaddr_un address;
  socklen_t length = abstract_address(&address, vm, service);
  return connect((int)wire, (struct sockaddr *)&address, length) == 0;
}

Wire wire_dial(const Guid *vm, const Guid *service) {
  Wire wire = wire_open();
  if (wire == WIRE_NONE || wire_connect(wire, vm, service)) return wire;
  close((int)wire);
  return WIRE_NONE;
}

bool wire_send(Wire wire, const void *bytes, size_t count) {
  const char *at = bytes;
  while (count > 0) {
    ssize_t sent = send((int)wire, at, count, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    at += sent;
    count -= (size_t)sent;
  }
  return true;
}

size_t wire_receive(Wire wire, void *bytes, size_t capacity) {
  for (;;) {
    ssize_t received = recv((int)wire, bytes, capacity, 0);
    if (received >= 0) return (size_t)received;
    if (errno != EINTR) return 0;
  }
}

void wire_shut(Wire wire) { shutdown((int)wire, SHUT_RDWR); }

void wire_close(Wire wire) { close((int)wire); }
#endif

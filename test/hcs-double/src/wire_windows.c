#ifdef _WIN32
#include "wire.h"

#include <stdio.h>
#include <stdlib.h>

struct Presence {
  HANDLE section;
};

struct WireName {
  HANDLE section;
};

static void section_name(char name[128], const Guid *vm, const Guid *service) {
  char vm_text[GUID_TEXT_SIZE];
  char service_text[GUID_TEXT_SIZE] = "vm";
  guid_format(vm, vm_text);
  if (service != NULL) guid_format(service, service_text);
  snprintf(name, 128, "Local\\hcsd-%s-%s", vm_text, service_text);
}

/* Makes a section that holds a port; NULL where the name is taken. */
static HANDLE publish(const Guid *vm, const Guid *service, uint16_t port) {
  char name[128];
  section_name(name, vm, service);
  HANDLE section = CreateFileMappingA(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, 16, name);
  if (section != NULL && GetLastError() == ERROR_ALREADY_EXISTS) {
    CloseHandle(section);
    return NULL;
  }
  uint16_t *view = section != NULL ? MapViewOfFile(section, FILE_MAP_WRITE, 0, 0, 0) : NULL;
  if (view == NULL) return NULL;
  *view = port;
  UnmapViewOfFile(view);
  return section;
}

/* Port of a published name; false where there is none. */
static bool look_up(const Guid *vm, const Guid *service, uint16_t *port) {
  char name[128];
  section_name(name, vm, service);
  HANDLE section = OpenFileMappingA(FILE_MAP_READ, FALSE, name);
  if (section == NULL) return false;
  const uint16_t *view = MapViewOfFile(section, FILE_MAP_READ, 0, 0, 0);
  if (view != NULL) {
    *port = *view;
    UnmapViewOfFile(view);
  }
  CloseHandle(section);
  return view != NULL;
}

Presence *presence_open(const Guid *vm) {
  Presence *presence = malloc(sizeof *presence);
  presence->section = publish(vm, NULL, 0);
  if (presence->section == NULL) die();
  return presence;
}

void presence_close(Presence *presence) {
  CloseHandle(presence->section);
  free(presence);
}

bool presence_exists(const Guid *vm) {
  uint16_t port;
  return look_up(vm, NULL, &port);
}

static BOOL CALLBACK start_winsock(PINIT_ONCE state, PVOID parameter, PVOID *context) {
  (void)state, (void)parameter, (void)context;
  WSADATA data;
  return WSAStartup(MAKEWORD(2, 2), &data) == 0;
}

Wire wire_open(void) {
  static INIT_ONCE once = INIT_ONCE_STATIC_INIT;
  InitOnceExecuteOnce(&once, start_winsock, NULL, NULL);
  SOCKET opened = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
  if (opened == INVALID_SOCKET) return WIRE_NONE;
  int one = 1;
  setsockopt(opened, IPPROTO_TCP, TCP_NODELAY, (const char *)&one, sizeof one);
  return (Wire)opened;
}

static struct sockaddr_in loopback(uint16_t port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

WireName *wire_bind(Wire wire, const Guid *vm, const Guid *service) {
  struct sockaddr_in address = loopback(0);
  int length = sizeof address;
  if (bind((SOCKET)wire, (struct sockaddr *)&address, length) != 0) return NULL;
  if (getsockname((SOCKET)wire, (struct sockaddr *)&address, &length) != 0) return NULL;
  HANDLE section = publish(vm, service, ntohs(address.sin_port));
  if (section == NULL) return NULL;
  WireName *name = malloc(sizeof *name);
  name->section = section;
  return name;
}

void wire_name_close(WireName *name) {
  CloseHandle(name->section);
  free(name);
}

bool wire_connect(Wire wire, const Guid *vm, const Guid *service) {
  uint16_t port;
  if (!look_up(vm, service, &port)) return false;
  struct sockaddr_in address = loopback(port);
  return connect((SOCKET)wire, (struct sockaddr *)&address, sizeof address) == 0;
}

Wire wire_dial(const Guid *vm, const Guid *service) {
  Wire wire = wire_open();
  if (wire == WIRE_NONE || wire_connect(wire, vm, service)) return wire;
  closesocket((SOCKET)wire);
  return WIRE_NONE;
}

bool wire_send(Wire wire, const void *bytes, size_t count) {
  const char *at = bytes;
  while (count > 0) {
    int sent = send((SOCKET)wire, at, (int)count, 0);
    if (sent <= 0) return false;
    at += sent;
    count -= (size_t)sent;
  }
  return true;
}

size_t wire_receive(Wire wire, void *bytes, size_t capacity) {
  int received = recv((SOCKET)wire, bytes, (int)capacity, 0);
  return received > 0 ? (size_t)received : 0;
}

void wire_shut(Wire wire) { shutdown((SOCKET)wire, SD_BOTH); }

void wire_close(Wire wire) { closesocket((SOCKET)wire); }
#endif

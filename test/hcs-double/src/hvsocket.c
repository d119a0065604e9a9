/* The calls of ws2_32.dll that Hyper-V sockets need, over local sockets. The exported names are those of Winsock. */
#include "hvsocket.h"

#include "knobs.h"
#include "wire.h"

#include <stdlib.h>
#include <string.h>

#define AF_HYPERV 34
#define TYPE_STREAM 1
#define HV_PROTOCOL_RAW 1
#define WSAEINVAL_ 10022
#define WSAEADDRINUSE_ 10048
#define WSAEADDRNOTAVAIL_ 10049
#define WSAEAFNOSUPPORT_ 10047
#define WSAEFAULT_ 10014
#define WSAECONNREFUSED_ 10061

/* SOCKADDR_HV. */
typedef struct {
  uint16_t family;
  uint16_t reserved;
  Guid vm;
  Guid service;
} HvAddress;
_Static_assert(sizeof(HvAddress) == 36, "SOCKADDR_HV is 36 bytes");

/* What a bound socket is bound to. */
typedef struct Binding {
  struct Binding *next;
  Wire wire;
  WireName *name;
  HvAddress address;
} Binding;

static Binding *bindings;

#ifdef _WIN32
static SRWLOCK lock = SRWLOCK_INIT;
static void lock_bindings(void) { AcquireSRWLockExclusive(&lock); }
static void unlock_bindings(void) { ReleaseSRWLockExclusive(&lock); }
#else
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void lock_bindings(void) { pthread_mutex_lock(&lock); }
static void unlock_bindings(void) { pthread_mutex_unlock(&lock); }
#endif

/* True where a knob fails the call; the error is set then. */
static bool fails(const char *name, CallKind kind, const char *arguments) {
  Call call = call_enter(name, kind, arguments);
  uint32_t failure = call_failure(&call);
  if (failure != 0) native_set_error((int32_t)failure);
  return failure != 0;
}

static int32_t fail_with(int32_t error) {
  native_set_error(error);
  return -1;
}

/* Logs a call with the address it was given, and looks for knobs. */
static bool fails_on_address(const char *name, const HvAddress *address, int32_t length) {
  Text arguments = {0};
  if (address != NULL && length >= (int32_t)sizeof *address) {
    char vm[GUID_TEXT_SIZE];
    char service[GUID_TEXT_SIZE];
    guid_format(&address->vm, vm);
    guid_format(&address->service, service);
    text_addf(&arguments, "{\"vm\":\"%s\",\"service\":\"%s\"}", vm, service);
  }
  bool failed = fails(name, CALL_WIN32, arguments.bytes);
  text_free(&arguments);
  return failed;
}

EXPORT int32_t hv_startup(uint16_t version, void *data) API_NAME("WSAStartup");
int32_t hv_startup(uint16_t version, void *data) {
  Call call = call_enter("WSAStartup", CALL_WIN32, NULL);
  uint32_t failure = call_failure(&call);
  return failure != 0 ? (int32_t)failure : native_startup(version, data);
}

EXPORT int32_t hv_cleanup(void) API_NAME("WSACleanup");
int32_t hv_cleanup(void) { return native_cleanup(); }

EXPORT int32_t hv_last_error(void) API_NAME("WSAGetLastError");
int32_t hv_last_error(void) { return native_last_error(); }

EXPORT Wire hv_socket(int32_t family, int32_t type, int32_t protocol) API_NAME("socket");
Wire hv_socket(int32_t family, int32_t type, int32_t protocol) {
  if (fails("socket", CALL_WIN32, NULL)) return WIRE_NONE;
  if (family != AF_HYPERV || type != TYPE_STREAM || protocol != HV_PROTOCOL_RAW) {
    native_set_error(WSAEAFNOSUPPORT_);
    return WIRE_NONE;
  }
  return wire_open();
}

EXPORT int32_t hv_bind(Wire wire, const void *address, int32_t length) API_NAME("bind");
int32_t hv_bind(Wire wire, const void *pointer, int32_t length) {
  const HvAddress *address = pointer;
  if (fails_on_address("bind", address, length)) return -1;
  if (address == NULL || length < (int32_t)sizeof *address) return fail_with(WSAEFAULT_);
  if (address->family != AF_HYPERV) return fail_with(WSAEINVAL_);
  if (!presence_exists(&address->vm)) return fail_with(WSAEADDRNOTAVAIL_);
  WireName *name = wire_bind(wire, &address->vm, &address->service);
  if (name == NULL) return fail_with(WSAEADDRINUSE_);
  Binding *binding = malloc(sizeof *binding);
  lock_bindings();
  *binding = (Binding){bindings, wire, name, *address};
  bindings = binding;
  unlock_bindings();
  return 0;
}

EXPORT int32_t hv_listen(Wire wire, int32_t backlog) API_NAME("listen");
int32_t hv_listen(Wire wire, int32_t backlog) {
  return fails("listen", CALL_WIN32, NULL) ? -1 : native_listen(wire, backlog);
}

EXPORT Wire hv_accept(Wire wire, void *address, int32_t *length) API_NAME("accept");
Wire hv_accept(Wire wire, void *address, int32_t *length) {
  if (fails("accept", CALL_QUIET, NULL)) return WIRE_NONE;
  Wire accepted = native_accept(wire);
  if (accepted == WIRE_NONE || address == NULL || length == NULL || *length < (int32_t)sizeof(HvAddress)) return accepted;
  lock_bindings();
  for (Binding *binding = bindings; binding != NULL; binding = binding->next) {
    if (binding->wire == wire) memcpy(address, &binding->address, sizeof binding->address);
  }
  unlock_bindings();
  *length = sizeof(HvAddress);
  return accepted;
}

EXPORT int32_t hv_connect(Wire wire, const void *address, int32_t length) API_NAME("connect");
int32_t hv_connect(Wire wire, const void *pointer, int32_t length) {
  const HvAddress *address = pointer;
  if (fails_on_address("connect", address, length)) return -1;
  if (address == NULL || length < (int32_t)sizeof *address) return fail_with(WSAEFAULT_);
  return wire_connect(wire, &address->vm, &address->service) ? 0 : fail_with(WSAECONNREFUSED_);
}

EXPORT int32_t hv_recv(Wire wire, void *bytes, int32_t count, int32_t flags) API_NAME("recv");
int32_t hv_recv(Wire wire, void *bytes, int32_t count, int32_t flags) {
  return fails("recv", CALL_QUIET, NULL) ? -1 : native_recv(wire, bytes, count, flags);
}

EXPORT int32_t hv_send(Wire wire, const void *bytes, int32_t count, int32_t flags) API_NAME("send");
int32_t hv_send(Wire wire, const void *bytes, int32_t count, int32_t flags) {
  return fails("send", CALL_QUIET, NULL) ? -1 : native_send(wire, bytes, count, flags);
}

EXPORT int32_t hv_shutdown(Wire wire, int32_t how) API_NAME("shutdown");
int32_t hv_shutdown(Wire wire, int32_t how) { return fails("shutdown", CALL_WIN32, NULL) ? -1 : native_shutdown(wire, how); }

EXPORT int32_t hv_closesocket(Wire wire) API_NAME("closesocket");
int32_t hv_closesocket(Wire wire) {
  if (fails("closesocket", CALL_WIN32, NULL)) return -1;
  Binding *found;
  lock_bindings();
  Binding **at = &bindings;
  while (*at != NULL && (*at)->wire != wire) at = &(*at)->next;
  found = *at;
  if (found != NULL) *at = found->next;
  unlock_bindings();
  if (found != NULL) wire_name_close(found->name);
  free(found);
  wire_shut(wire); /* wakes threads that wait in accept or recv, as closing does on Windows */
  return native_close(wire);
}

EXPORT int32_t hv_ioctlsocket(Wire wire, int32_t command, uint32_t *argument) API_NAME("ioctlsocket");
int32_t hv_ioctlsocket(Wire wire, int32_t command, uint32_t *argument) {
  if (fails("ioctlsocket", CALL_QUIET, NULL)) return -1;
  if ((uint32_t)command != 0x8004667eu) return fail_with(WSAEINVAL_);
  return native_set_blocking(wire, *argument == 0);
}

/* The options of Hyper-V sockets mean nothing here. */
EXPORT int32_t hv_setsockopt(Wire wire, int32_t level, int32_t option, const void *value, int32_t length) API_NAME("setsockopt");
int32_t hv_setsockopt(Wire wire, int32_t level, int32_t option, const void *value, int32_t length) {
  (void)wire, (void)level, (void)option, (void)value, (void)length;
  return fails("setsockopt", CALL_WIN32, NULL) ? -1 : 0;
}

EXPORT int32_t hv_getsockopt(Wire wire, int32_t level, int32_t option, void *value, int32_t *length) API_NAME("getsockopt");
int32_t hv_getsockopt(Wire wire, int32_t level, int32_t option, void *value, int32_t *length) {
  (void)wire, (void)level, (void)option;
  if (fails("getsockopt", CALL_WIN32, NULL)) return -1;
  if (value == NULL || length == NULL || *length < 0) return fail_with(WSAEFAULT_);
  memset(value, 0, (size_t)*length);
  return 0;
}

EXPORT int32_t hv_poll(PollEntry *entries, uint32_t count, int32_t timeout_ms) API_NAME("WSAPoll");
int32_t hv_poll(PollEntry *entries, uint32_t count, int32_t timeout_ms) {
  return fails("WSAPoll", CALL_QUIET, NULL) ? -1 : native_poll(entries, count, timeout_ms);
}

/* What the exported socket calls do with a platform's sockets. */
#ifndef HVSOCKET_H
#define HVSOCKET_H

#include "wire.h"

/* WSAPOLLFD. */
typedef struct {
  Wire wire;
  int16_t events;
  int16_t happened;
} PollEntry;
_Static_assert(sizeof(PollEntry) == 16, "WSAPOLLFD is 16 bytes");

/* Each returns what the Winsock call of its name returns, and sets the error that WSAGetLastError tells. */
int32_t native_startup(uint16_t version, void *data);
int32_t native_cleanup(void);
int32_t native_last_error(void);
void native_set_error(int32_t error);
int32_t native_listen(Wire wire, int32_t backlog);
Wire native_accept(Wire wire);
int32_t native_recv(Wire wire, void *bytes, int32_t count, int32_t flags);
int32_t native_send(Wire wire, const void *bytes, int32_t count, int32_t flags);
int32_t native_shutdown(Wire wire, int32_t how);
int32_t native_close(Wire wire);
int32_t native_set_blocking(Wire wire, bool blocking);
int32_t native_poll(PollEntry *entries, uint32_t count, int32_t timeout_ms);

#endif

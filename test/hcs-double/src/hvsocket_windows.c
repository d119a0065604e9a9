#ifdef _WIN32
#include "hvsocket.h"

int32_t native_startup(uint16_t version, void *data) { return WSAStartup(version, data); }
int32_t native_cleanup(void) { return WSACleanup(); }
int32_t native_last_error(void) { return WSAGetLastError(); }
void native_set_error(int32_t error) { WSASetLastError(error); }
int32_t native_listen(Wire wire, int32_t backlog) { return listen((SOCKET)wire, backlog); }
Wire native_accept(Wire wire) { return (Wire)accept((SOCKET)wire, NULL, NULL); }
int32_t native_recv(Wire wire, void *bytes, int32_t count, int32_t flags) { return recv((SOCKET)wire, bytes, count, flags); }
int32_t native_send(Wire wire, const void *bytes, int32_t count, int32_t flags) { return send((SOCKET)wire, bytes, count, flags); }
int32_t native_shutdown(Wire wire, int32_t how) { return shutdown((SOCKET)wire, how); }
int32_t native_close(Wire wire) { return closesocket((SOCKET)wire); }

int32_t native_set_blocking(Wire wire, bool blocking) {
  u_long on = blocking ? 0 : 1;
  return ioctlsocket((SOCKET)wire, FIONBIO, &on);
}

int32_t native_poll(PollEntry *entries, uint32_t count, int32_t timeout_ms) {
  return WSAPoll((WSAPOLLFD *)entries, count, timeout_ms);
}
#endif

/* What Hyper-V sockets run over here: local sockets found by (VM id, service id), in any process of the machine.
 * Linux: Unix sockets with abstract names. Windows: TCP on the loopback, its port in a named section. */
#ifndef WIRE_H
#define WIRE_H

#include "text.h"

/* A connected or listening socket of the platform. */
typedef uint64_t Wire;
#define WIRE_NONE UINT64_MAX

/* Sign of life of a VM: sockets can be bound to its runtime id. */
typedef struct Presence Presence;
Presence *presence_open(const Guid *vm);
void presence_close(Presence *presence);
bool presence_exists(const Guid *vm);

/* A name that a listener is found by; gone with the process at the latest. */
typedef struct WireName WireName;
void wire_name_close(WireName *name);

/* A new socket, WIRE_NONE on failure. */
Wire wire_open(void);
/* Binds to the name; NULL where it is taken. */
WireName *wire_bind(Wire wire, const Guid *vm, const Guid *service);
/* Connects to a listener; false where nobody listens. */
bool wire_connect(Wire wire, const Guid *vm, const Guid *service);
/* A new socket that is connected to a listener; WIRE_NONE where nobody listens. */
Wire wire_dial(const Guid *vm, const Guid *service);

/* Sends everything; false once the peer is gone. */
bool wire_send(Wire wire, const void *bytes, size_t count);
/* Receives up to `capacity` bytes, waiting for the first; 0 at the end or an error. */
size_t wire_receive(Wire wire, void *bytes, size_t capacity);
/* Ends both directions, which wakes threads that wait for the socket. */
void wire_shut(Wire wire);
void wire_close(Wire wire);

#endif

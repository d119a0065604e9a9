/* The scripted guest: what runs inside a started system. */
#ifndef GUEST_H
#define GUEST_H

#include "hcs.h"
#include "wire.h"

#define MAX_WIRES 128

typedef struct Process Process;

/* A guest and its connections; made with its system, idle until guest_start. */
struct Guest {
  System *system;
  Mutex sending; /* held while a frame is sent, which a host that does not read can hold up */
  Mutex lock;    /* guards what follows */
  Wire wires[MAX_WIRES];
  int wire_count;
  Wire bridge;
  bool confidential;
  bool is_linux;
  bool policy_set;
  bool logging;
  bool stopped;
  uint32_t last_process;
  Process *processes;
};

Guest *guest_new(System *system);
void guest_free(Guest *guest);
/* Lets the guest do on a thread of its own what HCSD_GUEST says. */
void guest_start(Guest *guest);
/* Cuts all connections, which ends the guest's threads. */
void guest_stop(Guest *guest);

/* Dials a service of the host and remembers the connection; WIRE_NONE where nobody listens. */
Wire guest_dial(Guest *guest, const char *service);
/* Closes a connection that guest_dial made. */
void guest_hang_up(Guest *guest, Wire wire);

/* Reads and answers messages until the bridge ends. */
void bridge_run(Guest *guest, const char *behavior);

/* A request: its header and the body as JSON. */
typedef struct {
  uint32_t type;
  int64_t id;
  const char *name; /* as knobs call it */
  JsonSlice body;
} Request;

/* Answers with an outcome; `members` are further JSON members with a leading comma, or NULL. */
void bridge_answer(Guest *guest, uint32_t type, int64_t id, Result result, const char *message, const char *members);

/* Requests about processes. */
void process_execute(Guest *guest, const Request *request);
void process_wait(Guest *guest, const Request *request);
void process_signal(Guest *guest, const Request *request);
void process_resize(Guest *guest, const Request *request);
void processes_free(Process *processes);
/* Ends all processes; called with the guest's lock held. */
void processes_stop(Process *processes);

/* Sends log lines to the host's log service until StopLogForwarding or the end. */
void guest_log_start(Guest *guest);

#endif

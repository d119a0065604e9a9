/* The service's side of computecore: systems, handles on them, operations. */
#ifndef HCS_H
#define HCS_H

#include "json.h"
#include "knobs.h"
#include "platform.h"
#include "text.h"

typedef int32_t Result;

#define S_OK_ ((Result)0)
#define E_NOT_IMPLEMENTED ((Result)0x80004001)
#define E_INVALID_ARGUMENT ((Result)0x80070057)
#define E_FILE_NOT_FOUND ((Result)0x80070002)
#define E_ACCESS_DENIED_ ((Result)0x80070005)
#define E_SHARING_VIOLATION ((Result)0x80070020)
#define E_FILE_CORRUPT ((Result)0x80070570)
#define HCS_INVALID_STATE ((Result)0x80370105)
#define HCS_UNEXPECTED_EXIT ((Result)0x80370106)
#define HCS_TERMINATED ((Result)0x80370107)
#define HCS_INVALID_JSON ((Result)0x8037010D)
#define HCS_SYSTEM_NOT_FOUND ((Result)0x8037010E)
#define HCS_SYSTEM_ALREADY_EXISTS ((Result)0x8037010F)
#define HCS_SYSTEM_ALREADY_STOPPED ((Result)0x80370110)
#define HCS_OPERATION_NOT_STARTED ((Result)0x80370115)
#define HCS_OPERATION_ALREADY_STARTED ((Result)0x80370116)
#define HCS_OPERATION_PENDING ((Result)0x80370117)
#define HCS_OPERATION_TIMEOUT ((Result)0x80370118)
#define HCS_CALLBACK_ALREADY_SET ((Result)0x80370119)

/* HCS_EVENT of computedefs.h: 24 bytes on x64. */
typedef struct {
  uint32_t type;
  const Utf16 *data;
  void *operation;
} Event;
_Static_assert(sizeof(void *) != 8 || sizeof(Event) == 24, "HCS_EVENT is 24 bytes on x64");

typedef void (*EventCallback)(Event *event, void *context);
typedef void (*OperationCallback)(void *operation, void *context);

enum { EVENT_EXITED = 1, EVENT_CRASH_INITIATED = 2, EVENT_CRASH_REPORT = 3, EVENT_OPERATION = 0x01000000, EVENT_DISCONNECT = 0x02000000 };

/* HCS_EVENT_OPTIONS: the handle's callback hears of finished operations too. */
#define OPTION_OPERATION_EVENTS 1u

/* HCS_OPERATION_TYPE. */
typedef enum {
  OPERATION_NONE = -1,
  OPERATION_ENUMERATE = 0,
  OPERATION_CREATE = 1,
  OPERATION_START = 2,
  OPERATION_SHUTDOWN = 3,
  OPERATION_TERMINATE = 7,
  OPERATION_MODIFY = 8,
  OPERATION_PROPERTIES = 9
} OperationType;

typedef enum { STATE_CREATED, STATE_RUNNING, STATE_STOPPED } State;

typedef struct Guest Guest;
typedef struct FileLocks FileLocks;
typedef struct Presence Presence;
typedef struct SystemHandle SystemHandle;

/* A compute system, as the service knows it. */
typedef struct System {
  struct System *next;
  int references;
  char *id;
  char *document;
  char *owner;
  Guid runtime_id;
  State state;
  bool terminate_on_last_close;
  char exit_document[128];
  SystemHandle *handles;
  Condition stopped;
  Presence *presence; /* lets sockets be bound to the runtime id while the system lives */
  Guest *guest;
  FileLocks *locks;
} System;

/* A client's handle on a system. */
struct SystemHandle {
  uint32_t magic;
  SystemHandle *next;
  System *system;
  EventCallback callback;
  void *context;
  uint32_t options;
  int in_flight;
  bool closing;
};

typedef struct {
  uint32_t magic;
  int references;
  uint64_t id;
  OperationType type;
  bool started;
  bool done;
  Result result;
  char *document;
  OperationCallback callback;
  void *context;
  SystemHandle *handle; /* compared, never read: the client may have closed it */
  Condition finished;
} Operation;

/* Guards every field above. */
extern Mutex hcs_lock;
extern Condition callbacks_drained;
extern System *systems;

/* Living objects, for HcsdLive and the line at exit. */
typedef struct {
  int operations;
  int handles;
  int documents;
} LiveCounts;
extern LiveCounts live;

/* A result document for the caller to free, NULL for NULL; called with the lock held. Counted on Linux only: on Windows
 * the system's LocalFree frees it, and we never hear of that. */
Utf16 *document_give(const char *text);

Operation *operation_from(void *pointer);
/* Marks the operation as running and holds it; fails where it runs already. */
Result operation_begin(Operation *operation, OperationType type, SystemHandle *handle);
/* Sets the result, wakes waiters, calls back and lets the operation go. */
void operation_finish(Operation *operation, System *system, Result result, const char *document);

SystemHandle *handle_from(void *pointer);
SystemHandle *handle_open(System *system);
/* Closes a handle after its callbacks have returned. */
void handle_close(SystemHandle *handle);

System *system_new(char *id, char *document);
/* A system that has not stopped; NULL for none. Called with the lock held. */
System *system_find(const char *id);
void system_hold(System *system);
void system_release(System *system);
bool system_has_stopped(System *system);
/* Stops the system once, disconnects its guest, lets its files go and tells its handles. */
void system_exit(System *system, const char *exit_type, Result status);
/* The guest crashes: crash events, then the exit. */
void system_crash(System *system);

/* Tells every handle of the system, or `only`; returns after the callbacks. Called without the lock. */
void event_deliver(System *system, uint32_t type, const char *data, void *operation, SystemHandle *only);

/* Runs an operation of a handle (NULL for enumerate) on a thread of its own. */
Result job_submit(const Call *call, OperationType type, SystemHandle *handle, void *operation);

/* Writes a ResultError document. */
void result_error(Text *text, Result result, const char *message);
void properties_document(System *system, Text *text);
void enumeration_document(Text *text);

/* Whether a path is granted to an id or the group. */
bool access_granted(const char *id, const char *path);
/* Number of grants; the caller has the lock. */
int access_count(void);

/* Checks the files of a document and locks them as a VM does; `message` says which file failed. */
Result files_attach(System *system, Text *message);
void files_detach(System *system);

/* Has the guest write to the writable fixed VHD at `path` what HCSD_GUEST_WRITES says for its `lun`. */
void guest_disk_write(const char *lun, const char *path);

void console_start(System *system);

#endif

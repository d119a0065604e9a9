/* Knobs of the README, and what they do to a call before it does anything itself. */
#ifndef KNOBS_H
#define KNOBS_H

#include "platform.h"

/* Longest value of a knob. */
#define KNOB_SIZE 4096

/* Value set by HcsdSet, else of the environment; false where neither is. */
bool knob_text(const char *knob, char value[KNOB_SIZE]);
uint32_t knob_number(const char *knob, uint32_t otherwise);

typedef enum {
  CALL_LOCAL,   /* answered without the service: `*` does not mean it */
  CALL_SERVICE, /* an HRESULT from the service */
  CALL_WIN32,   /* error codes are decimal Win32 or WSA numbers */
  CALL_QUIET    /* as CALL_WIN32, and not logged: calls that poll */
} CallKind;

/* One call of an exported function. */
typedef struct {
  const char *name;
  CallKind kind;
  unsigned nth; /* 1 for the first call of this name in the process */
} Call;

/* Logs the call with its arguments (JSON text, or NULL), hangs or dies where a knob says so. */
Call call_enter(const char *name, CallKind kind, const char *arguments);
/* Entry of `knob` for the call; false where there is none. */
bool call_listed(const Call *call, const char *knob, char value[KNOB_SIZE]);
/* The code that HCSD_FAIL wants for the call, 0 for none. */
uint32_t call_failure(const Call *call);
/* Entry of a list for a name that is no call, such as a GCS message. */
bool knob_listed(const char *knob, const char *name, char value[KNOB_SIZE]);

/* Appends a line of JSON members to HCSD_LOG, after time and thread. */
void log_line(const char *members);

#endif

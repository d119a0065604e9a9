/* Result documents. */
#include "hcs.h"

Utf16 *document_give(const char *text) {
  Utf16 *document = result_from_utf8(text);
#ifndef _WIN32
  live.documents += document != NULL;
#endif
  return document;
}

static const char *state_name(State state) {
  return state == STATE_CREATED ? "Created" : state == STATE_RUNNING ? "Running" : "Stopped";
}

static void add_row(System *system, Text *text) {
  char runtime_id[GUID_TEXT_SIZE];
  guid_format(&system->runtime_id, runtime_id);
  text_add(text, "{\"Id\":");
  text_add_json(text, system->id);
  text_add(text, ",\"SystemType\":\"VirtualMachine\",\"Owner\":");
  text_add_json(text, system->owner != NULL ? system->owner : "");
  text_addf(text, ",\"RuntimeId\":\"%s\",\"RuntimeOsType\":\"Windows\",\"State\":\"%s\"}", runtime_id, state_name(system->state));
}

void properties_document(System *system, Text *text) {
  mutex_lock(&hcs_lock);
  add_row(system, text);
  mutex_unlock(&hcs_lock);
}

void enumeration_document(Text *text) {
  char others[KNOB_SIZE] = "";
  bool any = knob_text("HCSD_OTHER_SYSTEMS", others) && others[0] != 0;
  text_add(text, "[");
  text_add(text, others);
  mutex_lock(&hcs_lock);
  for (System *system = systems; system != NULL; system = system->next) {
    if (system->state == STATE_STOPPED) continue;
    if (any) text_add(text, ",");
    any = true;
    add_row(system, text);
  }
  mutex_unlock(&hcs_lock);
  text_add(text, "]");
}

void result_error(Text *text, Result result, const char *message) {
  text_addf(text, "{\"Error\":%d,\"ErrorMessage\":", (int)result);
  text_add_json(text, message);
  text_add(text, ",\"ErrorEvents\":[{\"Message\":");
  text_add_json(text, message);
  text_add(text, ",\"Provider\":\"17a2a8ee-be53-4f4e-8d1d-6a4d2e2f3b10\",\"EventId\":12030,\"Flags\":0,\"Source\":\"HCS double\",\"Data\":[]}],"
                 "\"Attribution\":[]}");
}

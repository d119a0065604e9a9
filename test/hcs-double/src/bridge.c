/* The guest's side of the GCS bridge: frames, requests, answers. */
#include "guest.h"

#include <stdlib.h>
#include <string.h>

#define HEADER_SIZE 16u
#define MAX_MESSAGE (4u << 20)
#define CATEGORY_RESPONSE 0x20000000u
#define E_FAIL_ ((Result)0x80004005)

typedef struct {
  uint32_t type;
  const char *name;
  void (*handle)(Guest *guest, const Request *request);
} Procedure;

static uint64_t little_endian(const uint8_t *bytes, int count) {
  uint64_t value = 0;
  while (count-- > 0) value = value << 8 | bytes[count];
  return value;
}

static void put_little_endian(uint8_t *bytes, uint64_t value, int count) {
  for (int index = 0; index < count; index++) bytes[index] = (uint8_t)(value >> (8 * index));
}

static void send_frame(Guest *guest, uint32_t type, int64_t id, const Text *body) {
  Text frame = {0};
  uint8_t header[HEADER_SIZE];
  put_little_endian(header, type, 4);
  put_little_endian(header + 4, HEADER_SIZE + body->length, 4);
  put_little_endian(header + 8, (uint64_t)id, 8);
  text_append(&frame, (const char *)header, HEADER_SIZE);
  text_append(&frame, body->bytes, body->length);
  mutex_lock(&guest->sending);
  if (guest->bridge != WIRE_NONE) wire_send(guest->bridge, frame.bytes, frame.length);
  mutex_unlock(&guest->sending);
  text_free(&frame);
}

static bool has_sidecar(const Guest *guest) { return guest->confidential && !guest->is_linux; }

void bridge_answer(Guest *guest, uint32_t type, int64_t id, Result result, const char *message, const char *members) {
  Text body = {0};
  text_addf(&body, "{\"Result\":%d", (int)result);
  if (message != NULL) {
    text_add(&body, ",\"ErrorMessage\":");
    text_add_json(&body, message);
  }
  text_add(&body, ",\"ActivityId\":\"00000000-0000-0000-0000-000000000000\"");
  if (result != S_OK_) {
    text_addf(&body, ",\"ErrorRecords\":[{\"Result\":%d,\"Message\":", (int)result);
    text_add_json(&body, message != NULL ? message : "");
    text_addf(&body, ",\"ModuleName\":\"%s\",\"FileName\":\"\",\"Line\":0}]", has_sidecar(guest) ? "gcs-sidecar" : "gcs");
  }
  if (members != NULL) text_add(&body, members);
  text_add(&body, "}");
  /* The sidecar's errors carry no procedure. */
  bool bare = result != S_OK_ && has_sidecar(guest);
  send_frame(guest, bare ? CATEGORY_RESPONSE : CATEGORY_RESPONSE | (type & 0x0fffffffu), id, &body);
  text_free(&body);
}

static void answer(Guest *guest, const Request *request, const char *members) {
  bridge_answer(guest, request->type, request->id, S_OK_, NULL, members);
}

static void refuse(Guest *guest, const Request *request, const char *message) {
  bridge_answer(guest, request->type, request->id, E_FAIL_, message, NULL);
}

static bool asks(const char *word) {
  char words[KNOB_SIZE];
  return !knob_text("HCSD_GUEST_ASK", words) || strstr(words, word) != NULL;
}

static const char *boolean(bool value) { return value ? "true" : "false"; }

static void negotiate(Guest *guest, const Request *request) {
  Text members = {0};
  text_addf(&members,
            ",\"Version\":%u,\"Capabilities\":{\"SendHostCreateMessage\":%s,\"SendHostStartMessage\":%s,"
            "\"HvSocketConfigOnStartup\":false,\"SupportedSchemaVersions\":[{\"Major\":2,\"Minor\":1}],"
            "\"RuntimeOsType\":\"%s\",\"GuestDefinedCapabilities\":{\"NamespaceAddRequestSupported\":true,"
            "\"SignalProcessSupported\":true,\"DumpStacksSupported\":true,\"DeleteContainerStateSupported\":true,"
            "\"LogForwardingSupported\":%s}}",
            knob_number("HCSD_GUEST_VERSION", 4), boolean(asks("create") && !guest->is_linux),
            boolean(asks("start") && !guest->is_linux), guest->is_linux ? "linux" : "Windows",
            boolean(asks("logs") && !guest->is_linux));
  answer(guest, request, members.bytes);
  text_free(&members);
}

static void accept_request(Guest *guest, const Request *request) { answer(guest, request, NULL); }

static void set_policy(Guest *guest, const Request *request) {
  char behavior[KNOB_SIZE];
  if (knob_text("HCSD_GUEST", behavior) && strcmp(behavior, "crash-policy") == 0) {
    system_crash(guest->system);
  } else if (guest->policy_set) {
    refuse(guest, request, "security policy has already been set");
  } else {
    guest->policy_set = true;
    answer(guest, request, NULL);
  }
}

static void modify(Guest *guest, const Request *request) {
  if (strcmp(request->name, "SecurityPolicy") == 0) set_policy(guest, request);
  else if (strcmp(request->name, "HvSocket") == 0 && !guest->is_linux) answer(guest, request, NULL);
  else refuse(guest, request, "invalid modifySettingsRequest");
}

static void modify_service(Guest *guest, const Request *request) {
  bool sources = strcmp(request->name, "LogSources") == 0;
  if (sources && guest->confidential && !guest->policy_set) {
    refuse(guest, request, "log providers denied by policy: no policy is set");
    return;
  }
  answer(guest, request, NULL);
  if (sources) return;
  bool start = strcmp(request->name, "StartLogForwarding") == 0;
  mutex_lock(&guest->lock);
  bool was_on = guest->logging;
  guest->logging = start;
  mutex_unlock(&guest->lock);
  if (start && !was_on) guest_log_start(guest);
}

static const Procedure procedures[] = {
    {0x10100101, "Create", accept_request},         {0x10100201, "Start", accept_request},
    {0x10100301, "ShutdownGraceful", accept_request}, {0x10100401, "ShutdownForced", accept_request},
    {0x10100501, "ExecuteProcess", process_execute}, {0x10100601, "WaitForProcess", process_wait},
    {0x10100701, "SignalProcess", process_signal},  {0x10100801, "ResizeConsole", process_resize},
    {0x10100901, "GetProperties", accept_request},  {0x10100a01, "ModifySettings", modify},
    {0x10100b01, "NegotiateProtocol", negotiate},   {0x10100c01, "DumpStacks", accept_request},
    {0x10200101, "ModifyServiceSettings", modify_service},
};

static const Procedure *find_procedure(uint32_t type) {
  for (size_t index = 0; index < sizeof procedures / sizeof *procedures; index++) {
    if (procedures[index].type == type) return &procedures[index];
  }
  return NULL;
}

/* The name that knobs and log give a request: what it modifies, for the two modifying procedures; to be freed. */
static char *request_name(const Procedure *procedure, JsonSlice body) {
  char *name = NULL;
  if (procedure->handle == modify) name = json_string(json_at(body, "Request.ResourceType"));
  if (procedure->handle == modify_service) name = json_string(json_at(body, "Settings.RPCType"));
  if (name != NULL && strcmp(name, "ModifyServiceSettings") == 0) {
    free(name);
    return strdup("LogSources");
  }
  return name != NULL ? name : strdup(procedure->name);
}

/* What knobs say about a request; true where that was all. */
static bool answered_by_knob(Guest *guest, const Request *request) {
  char value[KNOB_SIZE];
  if (knob_listed("HCSD_GUEST_HANG", request->name, value)) return true;
  if (!knob_listed("HCSD_GUEST_FAIL", request->name, value)) return false;
  char *message = strchr(value, ':');
  if (message != NULL) *message++ = 0;
  bridge_answer(guest, request->type, request->id, (Result)strtoul(value, NULL, 16), message != NULL ? message : "", NULL);
  return true;
}

static void handle(Guest *guest, uint32_t type, int64_t id, const char *body) {
  const Procedure *procedure = find_procedure(type);
  if (procedure == NULL || !json_valid(body)) {
    bridge_answer(guest, type, id, procedure == NULL ? (Result)0x80004001 : (Result)0xC037010D, "unknown message", NULL);
    return;
  }
  JsonSlice root = json_root(body);
  char *name = request_name(procedure, root);
  Request request = {type, id, name, root};
  Text line = {0};
  text_addf(&line, "\"guest\":\"%s\",\"id\":%lld,\"body\":%.*s", name, (long long)id, (int)root.length, root.start);
  log_line(line.bytes);
  text_free(&line);
  if (!answered_by_knob(guest, &request)) procedure->handle(guest, &request);
  free(name);
}

static bool receive_all(Wire wire, void *bytes, size_t count) {
  char *at = bytes;
  while (count > 0) {
    size_t received = wire_receive(wire, at, count);
    if (received == 0) return false;
    at += received;
    count -= received;
  }
  return true;
}

/* Answers with bytes that break the protocol; true where the behavior is to do so. */
static bool misbehave(Guest *guest, const char *behavior) {
  uint8_t bytes[64];
  memset(bytes, 0xa5, sizeof bytes);
  if (strcmp(behavior, "huge") == 0) {
    put_little_endian(bytes, CATEGORY_RESPONSE | 0x00100b01u, 4);
    put_little_endian(bytes + 4, 1u << 30, 4);
    put_little_endian(bytes + 8, 0, 8);
  } else if (strcmp(behavior, "garbage") != 0) {
    return false;
  }
  wire_send(guest->bridge, bytes, sizeof bytes);
  return true;
}

void bridge_run(Guest *guest, const char *behavior) {
  uint8_t header[HEADER_SIZE];
  Wire wire = guest->bridge;
  while (receive_all(wire, header, HEADER_SIZE)) {
    uint32_t size = (uint32_t)little_endian(header + 4, 4);
    if (size < HEADER_SIZE || size > MAX_MESSAGE) return;
    char *body = calloc(1, size - HEADER_SIZE + 1);
    bool whole = receive_all(wire, body, size - HEADER_SIZE);
    bool exits = strcmp(behavior, "exit-connected") == 0;
    bool answers = strcmp(behavior, "silent") != 0 && !misbehave(guest, behavior);
    if (whole && !exits && answers) handle(guest, (uint32_t)little_endian(header, 4), (int64_t)little_endian(header + 8, 8), body);
    free(body);
    if (!whole || exits) return;
  }
}

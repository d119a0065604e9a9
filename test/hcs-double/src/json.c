#include "json.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#define strcasecmp _stricmp
#else
#include <strings.h>
#endif

#define MAX_DEPTH 64

static const char *skip_space(const char *at) {
  while (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r') at++;
  return at;
}

/* Each skip function returns the end of what it read, or NULL where it is not well-formed. */
static const char *skip_string(const char *at) {
  for (at++; *at != '"'; at++) {
    if ((unsigned char)*at < 0x20) return NULL;
    if (*at == '\\' && *++at == 0) return NULL;
  }
  return at + 1;
}

static const char *skip_word(const char *at) {
  const char *start = at;
  while ((*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'z') || strchr("+-.E", *at) != NULL) {
    if (*at == 0) break;
    at++;
  }
  size_t length = (size_t)(at - start);
  if (length == 0) return NULL;
  if (*start == '-' || (*start >= '0' && *start <= '9')) return at;
  bool literal = (length == 4 && (memcmp(start, "true", 4) == 0 || memcmp(start, "null", 4) == 0)) ||
                 (length == 5 && memcmp(start, "false", 5) == 0);
  return literal ? at : NULL;
}

static const char *skip_value(const char *at, int depth);

static const char *skip_container(const char *at, int depth) {
  char close = *at == '{' ? '}' : ']';
  at = skip_space(at + 1);
  if (*at == close) return at + 1;
  for (;;) {
    if (close == '}') {
      if (*at != '"' || (at = skip_string(at)) == NULL) return NULL;
      at = skip_space(at);
      if (*at++ != ':') return NULL;
    }
    at = skip_value(at, depth + 1);
    if (at == NULL) return NULL;
    at = skip_space(at);
    if (*at == close) return at + 1;
    if (*at++ != ',') return NULL;
    at = skip_space(at);
  }
}

static const char *skip_value(const char *at, int depth) {
  at = skip_space(at);
  if (*at == '{' || *at == '[') return depth < MAX_DEPTH ? skip_container(at, depth) : NULL;
  return *at == '"' ? skip_string(at) : skip_word(at);
}

bool json_valid(const char *text) {
  const char *end = skip_value(text, 0);
  return end != NULL && *skip_space(end) == 0;
}

static JsonSlice slice_at(const char *at) {
  at = skip_space(at);
  return (JsonSlice){at, (size_t)(skip_value(at, 0) - at)};
}

JsonSlice json_root(const char *text) { return slice_at(text); }

void json_each(JsonSlice container, void (*visit)(void *, const char *, JsonSlice), void *context) {
  if (container.start == NULL || (*container.start != '{' && *container.start != '[')) return;
  bool object = *container.start == '{';
  const char *at = skip_space(container.start + 1);
  while (*at != '}' && *at != ']') {
    char *name = NULL;
    if (object) {
      JsonSlice key = slice_at(at);
      name = json_string(key);
      at = skip_space(key.start + key.length) + 1;
    }
    JsonSlice value = slice_at(at);
    visit(context, name, value);
    free(name);
    at = skip_space(value.start + value.length);
    if (*at == ',') at = skip_space(at + 1);
  }
}

typedef struct {
  const char *name;
  JsonSlice found;
} Search;

static void match_member(void *context, const char *name, JsonSlice value) {
  Search *search = context;
  if (name != NULL && strcasecmp(name, search->name) == 0) search->found = value;
}

JsonSlice json_member(JsonSlice object, const char *name) {
  Search search = {name, {NULL, 0}};
  json_each(object, match_member, &search);
  return search.found;
}

JsonSlice json_at(JsonSlice object, const char *path) {
  char name[64];
  while (*path != 0) {
    size_t length = strcspn(path, ".");
    if (length >= sizeof name) return (JsonSlice){NULL, 0};
    memcpy(name, path, length);
    name[length] = 0;
    object = json_member(object, name);
    path += length + (path[length] == '.');
  }
  return object;
}

static uint32_t read_hex4(const char *at) {
  char digits[5] = {at[0], at[0] ? at[1] : 0, at[0] && at[1] ? at[2] : 0, 0, 0};
  if (digits[2] != 0) digits[3] = at[3];
  return (uint32_t)strtoul(digits, NULL, 16);
}

/* Turns the escapes of a string's inside into UTF-16 and that into UTF-8, so that surrogate pairs come out right. */
char *json_string(JsonSlice value) {
  if (value.start == NULL || *value.start != '"') return NULL;
  Text text = {0};
  text_add(&text, "");
  const char *end = value.start + value.length - 1;
  for (const char *at = value.start + 1; at < end; at++) {
    if (*at != '\\') {
      text_append(&text, at, 1);
      continue;
    }
    static const char escapes[] = "bfnrt";
    static const char meanings[] = "\b\f\n\r\t";
    const char *escape = strchr(escapes, *++at);
    if (*at == 'u' && at + 4 < end) {
      Utf16 units[3] = {(Utf16)read_hex4(at + 1), 0, 0};
      at += 4;
      if (units[0] >= 0xd800 && units[0] < 0xdc00 && at + 6 < end && at[1] == '\\' && at[2] == 'u') {
        units[1] = (Utf16)read_hex4(at + 3);
        at += 6;
      }
      char *decoded = utf8_from_utf16(units);
      text_add(&text, decoded);
      free(decoded);
    } else {
      text_append(&text, escape != NULL ? &meanings[escape - escapes] : at, 1);
    }
  }
  return text.bytes;
}

int64_t json_integer(JsonSlice value, int64_t otherwise) {
  if (value.start == NULL || (*value.start != '-' && (*value.start < '0' || *value.start > '9'))) return otherwise;
  return strtoll(value.start, NULL, 10);
}

bool json_true(JsonSlice value) { return value.start != NULL && value.length == 4 && memcmp(value.start, "true", 4) == 0; }

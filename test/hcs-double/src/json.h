/* Reading JSON without building a tree: a value is the slice of text it is written in. */
#ifndef JSON_H
#define JSON_H

#include "platform.h"

/* A value's text inside its document; `start` is NULL where there is none. */
typedef struct {
  const char *start;
  size_t length;
} JsonSlice;

/* Whether `text` is one JSON value with nothing after it; nesting up to 64 levels. */
bool json_valid(const char *text);
/* The whole of a valid text, as a slice. */
JsonSlice json_root(const char *text);
/* Member of an object, found without regard to case as Go does; none where there is no such member or no object. */
JsonSlice json_member(JsonSlice object, const char *name);
/* Member of a member …, names separated by dots. */
JsonSlice json_at(JsonSlice object, const char *path);
/* Calls `visit` for each element of an array or member value of an object; `name` is NULL in arrays. */
void json_each(JsonSlice container, void (*visit)(void *context, const char *name, JsonSlice value), void *context);
/* Text of a string value, to be freed; NULL where it is no string. */
char *json_string(JsonSlice value);
/* Number of a value, or `otherwise`. */
int64_t json_integer(JsonSlice value, int64_t otherwise);
/* Whether a value is the literal true. */
bool json_true(JsonSlice value);

#endif

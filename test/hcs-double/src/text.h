/* Text that grows, UTF-8 and UTF-16. */
#ifndef TEXT_H
#define TEXT_H

#include "platform.h"

/* A growing NUL-terminated text; starts as {0}, ends with text_free. */
typedef struct {
  char *bytes;
  size_t length;
  size_t capacity;
} Text;

void text_append(Text *text, const char *bytes, size_t count);
void text_add(Text *text, const char *string);
__attribute__((format(printf, 2, 3))) void text_addf(Text *text, const char *format, ...);
/* Adds `string` as a JSON string with its quotes; NULL becomes null. */
void text_add_json(Text *text, const char *string);
void text_free(Text *text);

/* UTF-8 copy of a UTF-16 string, to be freed; NULL for NULL. */
char *utf8_from_utf16(const Utf16 *string);
/* UTF-16 copy of a UTF-8 string, to be freed. */
Utf16 *utf16_from_utf8(const char *string);
/* As utf16_from_utf8, in memory for the caller of the API; NULL for NULL. */
Utf16 *result_from_utf8(const char *string);

/* A GUID in the byte order of Windows (the first three fields little-endian). */
typedef struct {
  uint8_t bytes[16];
} Guid;

#define GUID_TEXT_SIZE 37

void guid_format(const Guid *guid, char text[GUID_TEXT_SIZE]);
/* False where `text` is no GUID of 36 characters. */
bool guid_parse(const char *text, Guid *guid);
Guid guid_random(void);

#endif

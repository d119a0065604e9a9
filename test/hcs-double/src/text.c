#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_append(Text *text, const char *bytes, size_t count) {
  if (text->length + count + 1 > text->capacity) {
    text->capacity = (text->length + count + 1) * 2;
    text->bytes = realloc(text->bytes, text->capacity);
  }
  memcpy(text->bytes + text->length, bytes, count);
  text->length += count;
  text->bytes[text->length] = 0;
}

void text_add(Text *text, const char *string) { text_append(text, string, strlen(string)); }

void text_addf(Text *text, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  char *formatted = malloc((size_t)length + 1);
  va_start(arguments, format);
  vsnprintf(formatted, (size_t)length + 1, format, arguments);
  va_end(arguments);
  text_append(text, formatted, (size_t)length);
  free(formatted);
}

void text_add_json(Text *text, const char *string) {
  if (string == NULL) {
    text_add(text, "null");
    return;
  }
  text_add(text, "\"");
  for (const char *at = string; *at != 0; at++) {
    if (*at == '"' || *at == '\\') text_addf(text, "\\%c", *at);
    else if ((unsigned char)*at < 0x20) text_addf(text, "\\u%04x", (unsigned)*at);
    else text_append(text, at, 1);
  }
  text_add(text, "\"");
}

void text_free(Text *text) {
  free(text->bytes);
  *text = (Text){0};
}

static void add_code_point(Text *text, uint32_t code) {
  char bytes[4];
  size_t count = 0;
  if (code < 0x80) {
    bytes[count++] = (char)code;
  } else if (code < 0x800) {
    bytes[count++] = (char)(0xc0 | code >> 6);
  } else if (code < 0x10000) {
    bytes[count++] = (char)(0xe0 | code >> 12);
    bytes[count++] = (char)(0x80 | (code >> 6 & 63));
  } else {
    bytes[count++] = (char)(0xf0 | code >> 18);
    bytes[count++] = (char)(0x80 | (code >> 12 & 63));
    bytes[count++] = (char)(0x80 | (code >> 6 & 63));
  }
  if (code >= 0x80) bytes[count++] = (char)(0x80 | (code & 63));
  text_append(text, bytes, count);
}

char *utf8_from_utf16(const Utf16 *string) {
  if (string == NULL) return NULL;
  Text text = {0};
  text_add(&text, "");
  for (; *string != 0; string++) {
    uint32_t code = *string;
    if (code >= 0xd800 && code < 0xdc00 && string[1] >= 0xdc00 && string[1] < 0xe000) {
      code = 0x10000 + ((code - 0xd800) << 10) + (uint32_t)(*++string - 0xdc00);
    }
    add_code_point(&text, code);
  }
  return text.bytes;
}

/* Reads one code point of well-formed UTF-8 and moves on; a broken byte stands for itself. */
static uint32_t next_code_point(const unsigned char **at) {
  uint32_t code = *(*at)++;
  int more = code >= 0xf0 ? 3 : code >= 0xe0 ? 2 : code >= 0xc0 ? 1 : 0;
  if (more > 0) code &= 0x3fu >> more;
  for (; more > 0 && (**at & 0xc0) == 0x80; more--) code = code << 6 | (*(*at)++ & 63u);
  return code;
}

static void widen(const char *string, Utf16 *wide) {
  const unsigned char *at = (const unsigned char *)string;
  while (*at != 0) {
    uint32_t code = next_code_point(&at);
    if (code >= 0x10000) {
      code -= 0x10000;
      *wide++ = (Utf16)(0xd800 + (code >> 10));
      *wide++ = (Utf16)(0xdc00 + (code & 1023));
    } else {
      *wide++ = (Utf16)code;
    }
  }
  *wide = 0;
}

Utf16 *utf16_from_utf8(const char *string) {
  Utf16 *wide = malloc((strlen(string) + 1) * sizeof *wide);
  widen(string, wide);
  return wide;
}

Utf16 *result_from_utf8(const char *string) {
  if (string == NULL) return NULL;
  Utf16 *wide = result_alloc((strlen(string) + 1) * sizeof *wide);
  widen(string, wide);
  return wide;
}

/* Where each byte of a GUID stands in its text, in the byte order of Windows. */
static const uint8_t guid_places[16] = {6, 4, 2, 0, 11, 9, 16, 14, 19, 21, 24, 26, 28, 30, 32, 34};

void guid_format(const Guid *guid, char text[GUID_TEXT_SIZE]) {
  memset(text, '-', GUID_TEXT_SIZE - 1);
  text[GUID_TEXT_SIZE - 1] = 0;
  for (int index = 0; index < 16; index++) {
    text[guid_places[index]] = "0123456789abcdef"[guid->bytes[index] >> 4];
    text[guid_places[index] + 1] = "0123456789abcdef"[guid->bytes[index] & 15];
  }
}

static int hex_digit(char character) {
  if (character >= '0' && character <= '9') return character - '0';
  if (character >= 'a' && character <= 'f') return character - 'a' + 10;
  if (character >= 'A' && character <= 'F') return character - 'A' + 10;
  return -1;
}

bool guid_parse(const char *text, Guid *guid) {
  if (strlen(text) != GUID_TEXT_SIZE - 1) return false;
  for (int index = 0; index < 16; index++) {
    int high = hex_digit(text[guid_places[index]]);
    int low = hex_digit(text[guid_places[index] + 1]);
    if (high < 0 || low < 0) return false;
    guid->bytes[index] = (uint8_t)(high << 4 | low);
  }
  return text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
}

Guid guid_random(void) {
  Guid guid;
  random_bytes(guid.bytes, sizeof guid.bytes);
  guid.bytes[7] = (uint8_t)(0x40 | (guid.bytes[7] & 0x0f));
  guid.bytes[8] = (uint8_t)(0x80 | (guid.bytes[8] & 0x3f));
  return guid;
}

/* The little command interpreter of the scripted guest. */
#include "process.h"

#include <stdlib.h>
#include <string.h>

#define CONTROL_C 3
#define BACKSPACE 8
#define DELETE_ 127

static void print(Process *process, const char *text) { process_write(process, &process->output, text, strlen(text)); }

static void print_line(Process *process, const Wire *stream, const char *text) {
  Text line = {0};
  text_add(&line, text);
  text_add(&line, "\r\n");
  process_write(process, stream, line.bytes, line.length);
  text_free(&line);
}

static void copy_input(Process *process) {
  for (int byte = process_read_byte(process); byte >= 0 && byte != CONTROL_C; byte = process_read_byte(process)) {
    char character = (char)byte;
    process_write(process, &process->output, &character, 1);
  }
}

static void flood(Process *process, uint32_t kibibytes) {
  char block[1024];
  memset(block, '.', sizeof block);
  block[sizeof block - 1] = '\n';
  for (; kibibytes > 0 && !process_killed(process); kibibytes--) process_write(process, &process->output, block, sizeof block);
}

static void wait_ms(Process *process, uint32_t milliseconds) {
  uint64_t start = clock_ms();
  while (clock_ms() - start < milliseconds && !process_killed(process)) sleep_ms(2);
}

/* The rest of a command after its name, or NULL where it is another command. */
static const char *argument_of(const char *command, const char *name) {
  size_t length = strlen(name);
  if (strncmp(command, name, length) != 0 || (command[length] != 0 && command[length] != ' ')) return NULL;
  return command + length + (command[length] == ' ');
}

/* Runs one command; its exit code goes to `code`, true where it ends the shell. */
static bool run_command(Process *process, const char *command, uint32_t *code) {
  const char *argument;
  *code = 0;
  if ((argument = argument_of(command, "exit")) != NULL) {
    *code = (uint32_t)strtoul(argument, NULL, 10);
    return true;
  }
  if ((argument = argument_of(command, "echo")) != NULL) print_line(process, &process->output, argument);
  else if ((argument = argument_of(command, "err")) != NULL) print_line(process, &process->errors, argument);
  else if ((argument = argument_of(command, "sleep")) != NULL) wait_ms(process, (uint32_t)strtoul(argument, NULL, 10));
  else if ((argument = argument_of(command, "flood")) != NULL) flood(process, (uint32_t)strtoul(argument, NULL, 10));
  else if (strcmp(command, "cat") == 0) copy_input(process);
  else if (strcmp(command, "crash") == 0) system_crash(process->guest->system);
  else if (strcmp(command, "size") == 0) {
    Text text = {0};
    text_addf(&text, "%ux%u", process->columns, process->rows);
    print_line(process, &process->output, text.bytes);
    text_free(&text);
  } else if (*command != 0) {
    Text text = {0};
    text_addf(&text, "'%s' is not recognized as an internal or external command,\r\noperable program or batch file.", command);
    print_line(process, process->errors != WIRE_NONE ? &process->errors : &process->output, text.bytes);
    text_free(&text);
    *code = 1;
  }
  return false;
}

/* Runs commands joined with `&`; true where one of them ends the shell. */
static bool run_line(Process *process, char *line, uint32_t *code) {
  for (char *command = line; command != NULL && !process_killed(process);) {
    char *next = strchr(command, '&');
    if (next != NULL) *next++ = 0;
    while (*command == ' ') command++;
    size_t length = strlen(command);
    while (length > 0 && command[length - 1] == ' ') command[--length] = 0;
    if (run_command(process, command, code)) return true;
    command = next;
  }
  return false;
}

/* Reads a line as a console or a pipe gives it; false at the end of the input. */
static bool read_line(Process *process, Text *line) {
  line->length = 0;
  text_add(line, "");
  for (int byte = process_read_byte(process); byte >= 0; byte = process_read_byte(process)) {
    char character = (char)byte;
    if (byte == '\n' || (process->console && byte == '\r')) {
      if (process->console) print(process, "\r\n");
      return true;
    }
    if (process->console && byte == CONTROL_C) {
      print(process, "^C\r\n");
      line->length = 0;
      line->bytes[0] = 0;
      return true;
    }
    if (process->console && (byte == BACKSPACE || byte == DELETE_)) {
      if (line->length > 0) {
        line->bytes[--line->length] = 0;
        print(process, "\b \b");
      }
    } else if (byte != '\r') {
      text_append(line, &character, 1);
      if (process->console) process_write(process, &process->output, &character, 1);
    }
  }
  return line->length > 0;
}

static uint32_t run_interactively(Process *process) {
  uint32_t code = 0;
  Text line = {0};
  bool over = false;
  while (!over && !process_killed(process)) {
    print(process, process->guest->is_linux ? "# " : "C:\\>");
    over = !read_line(process, &line) || run_line(process, line.bytes, &code);
  }
  text_free(&line);
  return code;
}

/* Takes the quotes off that Windows argument escaping put around the commands. */
static void unquote(char *text) {
  size_t length = strlen(text);
  if (length < 2 || text[0] != '"' || text[length - 1] != '"') return;
  text[length - 1] = 0;
  char *to = text;
  for (const char *from = text + 1; *from != 0; from++) {
    if (from[0] == '\\' && from[1] == '"') from++;
    *to++ = *from;
  }
  *to = 0;
}

static uint32_t run_linux_shell(Process *process) {
  uint32_t code = 0;
  if (process->script == NULL) return run_interactively(process);
  run_line(process, process->script, &code);
  return code;
}

uint32_t shell_run(Process *process) {
  if (process->guest->is_linux) return run_linux_shell(process);
  char *rest = argument_of(process->command_line, "cmd.exe") != NULL ? process->command_line + strlen("cmd.exe") : NULL;
  uint32_t code = 0;
  if (rest == NULL) {
    run_line(process, process->command_line, &code);
    return code;
  }
  while (*rest == ' ') rest++;
  if (strncmp(rest, "/c ", 3) != 0) return run_interactively(process);
  rest += 3;
  unquote(rest);
  run_line(process, rest, &code);
  return code;
}

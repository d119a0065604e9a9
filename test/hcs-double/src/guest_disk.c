#include "hcs.h"
#include "knobs.h"

#include <stdio.h>
#include <string.h>

#define SECTOR 512

/* Whether another sector follows: the last one of a fixed VHD is its footer, which no guest sees. */
static bool next_sector(FILE *file, uint8_t sector[SECTOR]) {
  if (fread(sector, 1, SECTOR, file) != SECTOR) return false;
  int following = fgetc(file);
  return following != EOF && ungetc(following, file) != EOF;
}

static void write_changes(FILE *from, FILE *to) {
  uint8_t wanted[SECTOR], found[SECTOR];
  for (long offset = 0; next_sector(from, wanted) && next_sector(to, found); offset += SECTOR) {
    if (memcmp(wanted, found, SECTOR) == 0) continue;
    fseek(to, offset, SEEK_SET);
    fwrite(wanted, 1, SECTOR, to);
    fseek(to, offset + SECTOR, SEEK_SET);
  }
}

void guest_disk_write(const char *lun, const char *path) {
  char source[KNOB_SIZE];
  if (!knob_listed("HCSD_GUEST_WRITES", lun, source)) return;
  FILE *from = file_open(source, "rb");
  FILE *to = from != NULL ? file_open(path, "r+b") : NULL;
  if (to != NULL) {
    write_changes(from, to);
    fclose(to);
  }
  if (from != NULL) fclose(from);
}

/* Loaded before the C library (LD_PRELOAD), this lets writing to the notes fail, or the process die, at chosen moments.
 *
 * CCA_FAULTS=fail:RATE:SEED lets one call in RATE fail, with EIO or ENOSPC, or write only half of what it should;
 * CCA_FAULTS=kill:N kills the process at the Nth call. Only the notes, what SQLite keeps beside them and their copies
 * are concerned. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static unsigned long long state;
static long calls;
static char known[64];

enum { PASS, FAIL, HALF };

static unsigned long chance(void) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned long)(state >> 33);
}

static int is_name_of_ours(const char *path) {
    return strstr(path, "notes.sqlite") != NULL || strstr(path, "/backups/") != NULL;
}

static int is_ours(int descriptor) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_name_of_ours(path);
}

static int verdict_on(int concerns_us) {
    const char *told = getenv("CCA_FAULTS");
    if (told == NULL || !concerns_us) return PASS;
    if (strncmp(told, known, sizeof known - 1) != 0) { /* another order: begin anew */
        strncpy(known, told, sizeof known - 1);
        calls = 0;
        const char *seed = strrchr(told, ':');
        state = seed ? strtoull(seed + 1, NULL, 10) * 2862933555777941757ULL + 1 : 1;
    }
    calls++;
    if (strncmp(told, "kill:", 5) == 0) {
        if (calls >= atol(told + 5)) kill(getpid(), SIGKILL);
        return PASS;
    }
    if (strncmp(told, "fail:", 5) == 0 && chance() % (unsigned long)atol(told + 5) == 0) {
        errno = chance() % 2 ? EIO : ENOSPC;
        return chance() % 3 ? FAIL : HALF;
    }
    return PASS;
}

#define NEXT(name, type) static __typeof__(type) next; if (next == NULL) next = (type)dlsym(RTLD_NEXT, name)

static int verdict(int descriptor) {
    return getenv("CCA_FAULTS") == NULL ? PASS : verdict_on(is_ours(descriptor));
}

ssize_t write(int descriptor, const void *data, size_t count) {
    NEXT("write", ssize_t (*)(int, const void *, size_t));
    int what = verdict(descriptor);
    if (what == FAIL) return -1;
    return next(descriptor, data, what == HALF && count > 1 ? count / 2 : count);
}

#define PWRITE(name) \
    ssize_t name(int descriptor, const void *data, size_t count, off64_t at) { \
        NEXT(#name, ssize_t (*)(int, const void *, size_t, off64_t)); \
        int what = verdict(descriptor); \
        if (what == FAIL) return -1; \
        return next(descriptor, data, what == HALF && count > 1 ? count / 2 : count, at); \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

#define SYNC(name) \
    int name(int descriptor) { \
        NEXT(#name, int (*)(int)); \
        return verdict(descriptor) == FAIL ? -1 : next(descriptor); \
    }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name) \
    int name(int descriptor, off64_t length) { \
        NEXT(#name, int (*)(int, off64_t)); \
        return verdict(descriptor) == FAIL ? -1 : next(descriptor, length); \
    }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

int rename(const char *from, const char *to) {
    NEXT("rename", int (*)(const char *, const char *));
    return verdict_on(is_name_of_ours(to)) == FAIL ? -1 : next(from, to);
}

int unlink(const char *path) {
    NEXT("unlink", int (*)(const char *));
    return verdict_on(is_name_of_ours(path)) == FAIL ? -1 : next(path);
}

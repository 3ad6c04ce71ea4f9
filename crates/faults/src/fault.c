// Preloaded into the program: syncs that lie or fail. What to do stands in the file named by BANSO_FAULT_CONTROL and
// may change while the program runs:
//
//   skip PATTERN    syncs of paths that contain PATTERN do nothing and say that all is well
//   fail N PATTERN  the N-th sync of such a path from now on says EIO; as on Linux, the pages then count as clean, so
//                   that every later sync of that file says that all is well, and nothing reaches the disk
//   once N PATTERN  the same, but later syncs work
//
// A PATTERN that ends in $ must stand at the end of the path. Which sync failed is noted in the file beside it, with
// the ending .log.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long counted;
static char lost[64][4096];
static int lost_count;

static int fits(const char *path, const char *pattern) {
    size_t n = strlen(pattern), m = strlen(path);
    if (n == 0) return 1;
    if (pattern[n - 1] != '$') return strstr(path, pattern) != NULL;
    return m >= n - 1 && strncmp(path + m - (n - 1), pattern, n - 1) == 0;
}

// 0: really sync, 1: pretend, 2: fail.
static int verdict(int fd) {
    const char *control = getenv("BANSO_FAULT_CONTROL");
    char order[512], path[4096], link[64], what[16] = "", pattern[512] = "";
    if (!control) return 0;
    int file = open(control, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t n = read(file, order, sizeof order - 1);
    close(file);
    if (n <= 0) return 0;
    order[n] = 0;
    order[strcspn(order, "\n")] = 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    n = readlink(link, path, sizeof path - 1);
    if (n <= 0) return 0;
    path[n] = 0;
    sscanf(order, "%15s", what);
    if (strcmp(what, "skip") == 0) {
        sscanf(order, "skip %511s", pattern);
        return fits(path, pattern) ? 1 : 0;
    }
    int once = strcmp(what, "once") == 0;
    if (!once && strcmp(what, "fail") != 0) return 0;
    long at = 0;
    sscanf(order, "%*s %ld %511s", &at, pattern);
    int answer = 0;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < lost_count; i++)
        if (strcmp(lost[i], path) == 0) answer = 1;
    if (!answer && fits(path, pattern) && ++counted == at) {
        if (!once && lost_count < 64) strcpy(lost[lost_count++], path);
        char log[4096];
        snprintf(log, sizeof log, "%s.log", control);
        int out = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
        if (out >= 0) {
            dprintf(out, "%s\n", path);
            close(out);
        }
        answer = 2;
    }
    pthread_mutex_unlock(&lock);
    return answer;
}

static int through(const char *name, int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    switch (verdict(fd)) {
    case 1:
        return 0;
    case 2:
        errno = EIO;
        return -1;
    default:
        return real(fd);
    }
}

int fsync(int fd) { return through("fsync", fd); }
int fdatasync(int fd) { return through("fdatasync", fd); }

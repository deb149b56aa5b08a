/* Counts the calls by which this process changes files, and makes the n-th of them fail, tear or kill.
 *
 * Loaded with LD_PRELOAD, so that Python's calls and those of SQLite's C code pass through here alike. Writes count only where they go
 * to a regular file: a pipe is never full. Child processes are started with an environment of their own and are not counted.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { COUNT, KILL, TEAR, ERROR_ONCE, ERROR_FROM_THEN_ON };

static long seen, at;
static int mode = -1, number;
enum { MOST = 1 << 16 };
static const char *names[MOST];

void faults_arm(long nth, int what, int error) { seen = 0, at = nth, number = error, mode = what; }
void faults_disarm(void) { mode = -1; }
long faults_seen(void) { return seen; }
const char *faults_name(long nth) { return nth > 0 && nth <= seen && nth <= MOST ? names[nth - 1] : ""; }

/* Say whether the call must fail; dies where it must die. `tear` tells whether half of it could be done first. */
static int fails(const char *name, int *tear) {
    if (mode < 0) return 0;
    seen++;
    if (tear) *tear = 0;
    if (seen <= MOST) names[seen - 1] = name;
    if (mode == COUNT) return 0;
    if (mode == KILL && seen == at) kill(getpid(), SIGKILL);
    if (mode == TEAR && seen == at) {
        if (tear) return *tear = 1, 0;
        kill(getpid(), SIGKILL);
    }
    if ((mode == ERROR_ONCE && seen == at) || (mode == ERROR_FROM_THEN_ON && seen >= at)) return errno = number, 1;
    return 0;
}

static int regular(int fd) {
    int before = errno;
    struct stat status;
    int yes = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
    errno = before;
    return yes;
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define CHANGES(flags) ((flags) & (O_CREAT | O_TRUNC))

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t rights = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        if (CHANGES(flags) && fails(#name, NULL)) return -1; \
        return real(path, flags, rights); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t rights = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        if (CHANGES(flags) && fails(#name, NULL)) return -1; \
        return real(folder, path, flags, rights); \
    }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *content, size_t size) {
    REAL(write);
    int tear;
    if (mode >= 0 && regular(fd)) {
        if (fails("write", &tear)) return -1;
        if (tear) real(fd, content, size / 2), kill(getpid(), SIGKILL);
    }
    return real(fd, content, size);
}

#define PWRITE(name, offset_type) \
    ssize_t name(int fd, const void *content, size_t size, offset_type offset) { \
        REAL(name); \
        int tear; \
        if (mode >= 0 && regular(fd)) { \
            if (fails(#name, &tear)) return -1; \
            if (tear) real(fd, content, size / 2, offset), kill(getpid(), SIGKILL); \
        } \
        return real(fd, content, size, offset); \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(writev);
    return mode >= 0 && regular(fd) && fails("writev", NULL) ? -1 : real(fd, parts, count);
}

#define PLAIN(name, given, ...) \
    int name given { \
        REAL(name); \
        return fails(#name, NULL) ? -1 : real(__VA_ARGS__); \
    }
PLAIN(fsync, (int fd), fd)
PLAIN(fdatasync, (int fd), fd)
PLAIN(ftruncate, (int fd, off_t size), fd, size)
PLAIN(ftruncate64, (int fd, off64_t size), fd, size)
PLAIN(rename, (const char *from, const char *to), from, to)
PLAIN(renameat, (int from_folder, const char *from, int to_folder, const char *to), from_folder, from, to_folder, to)
PLAIN(link, (const char *from, const char *to), from, to)
PLAIN(symlink, (const char *from, const char *to), from, to)
PLAIN(unlink, (const char *path), path)
PLAIN(unlinkat, (int folder, const char *path, int flags), folder, path, flags)
PLAIN(rmdir, (const char *path), path)
PLAIN(mkdir, (const char *path, mode_t rights), path, rights)
PLAIN(mkdirat, (int folder, const char *path, mode_t rights), folder, path, rights)
PLAIN(chmod, (const char *path, mode_t rights), path, rights)
PLAIN(fchmod, (int fd, mode_t rights), fd, rights)

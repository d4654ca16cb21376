/* Writes down, in order, what a process does to the files and folders below one folder: the test
 * rebuilds from it what a disk may hold after the power failed. Loaded with LD_PRELOAD.
 *
 * ONLOOP_RECORD_ROOT     the folder, absolute and without links in it
 * ONLOOP_RECORD_JOURNAL  the journal, outside of that folder; appended to
 * ONLOOP_RECORD_STOP     kill -9 right after so many records of this process
 *
 * One lock is held over a call and its record, so the order of the records is that of the calls, and
 * a process that is stopped has done exactly what its journal tells. A sync is only written down:
 * nothing here needs a real one. Writes through a mapping are not seen; the test compares the whole
 * journal with the real folder and would tell. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { ROOT = 1, CREATE, FOLDER, WRITE, TRUNCATE, RENAME, REMOVE, LINK, SYNC };

/* As the reader in journal.rs has it. */
struct head {
    uint32_t kind, path, other, data;
    uint64_t node, at;
};

#define FILES 65536

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned char followed[FILES];
static char root[PATH_MAX];
static size_t root_length;
static int journal = -1;
static unsigned long stop, count;

static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_renameat)(int, const char *, int, const char *);
static int (*real_unlinkat)(int, const char *, int);
static int (*real_mkdirat)(int, const char *, mode_t);
static int (*real_linkat)(int, const char *, int, const char *, int);

static void find(void) {
    if (real_openat) return;
    real_close = dlsym(RTLD_NEXT, "close");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_renameat = dlsym(RTLD_NEXT, "renameat");
    real_unlinkat = dlsym(RTLD_NEXT, "unlinkat");
    real_mkdirat = dlsym(RTLD_NEXT, "mkdirat");
    real_linkat = dlsym(RTLD_NEXT, "linkat");
    real_openat = dlsym(RTLD_NEXT, "openat64");
}

static void give_up(const char *why) {
    fprintf(stderr, "record: %s\n", why);
    abort();
}

static void all(const void *bytes, size_t length) {
    const char *next = bytes;
    while (length > 0) {
        ssize_t done = real_write(journal, next, length);
        if (done < 0) give_up("the journal can't be written");
        next += done;
        length -= (size_t)done;
    }
}

/* The caller holds the lock. */
static void record(enum kind kind, uint64_t node, uint64_t at, const char *path, const char *other,
                   const void *data, size_t length) {
    struct head head = {kind, path ? strlen(path) : 0, other ? strlen(other) : 0, length, node, at};
    all(&head, sizeof head);
    all(path, head.path);
    all(other, head.other);
    all(data, length);
    if (++count == stop) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
}

__attribute__((constructor)) static void start(void) {
    find();
    const char *folder = getenv("ONLOOP_RECORD_ROOT"), *file = getenv("ONLOOP_RECORD_JOURNAL");
    const char *after = getenv("ONLOOP_RECORD_STOP");
    struct stat found;
    if (!folder || !file) return;
    if (strlen(folder) >= sizeof root || stat(folder, &found) != 0) give_up("no root");
    strcpy(root, folder);
    root_length = strlen(root);
    stop = after ? strtoul(after, NULL, 10) : 0;
    journal = real_openat(AT_FDCWD, file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (journal < 0) give_up("no journal");
    pthread_mutex_lock(&lock);
    record(ROOT, found.st_ino, 0, NULL, NULL, NULL, 0);
    pthread_mutex_unlock(&lock);
}

/* The path below the root, empty for the root itself, or NULL for what is elsewhere. */
static const char *below(int folder, const char *path, char *room) {
    char base[PATH_MAX] = "";
    find();
    if (journal < 0 || !path) return NULL;
    if (path[0] != '/') {
        if (folder == AT_FDCWD) {
            if (!getcwd(base, sizeof base)) return NULL;
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            ssize_t length = readlink(link, base, sizeof base - 1);
            if (length < 0) return NULL;
            base[length] = 0;
        }
    }
    if (snprintf(room, PATH_MAX, "%s%s%s", base, base[0] ? "/" : "", path) >= PATH_MAX) return NULL;
    if (strncmp(room, root, root_length) != 0) return NULL;
    if (room[root_length] == 0) return room + root_length;
    return room[root_length] == '/' ? room + root_length + 1 : NULL;
}

static int is_followed(int file) {
    return journal >= 0 && file >= 0 && file < FILES && followed[file];
}

static uint64_t node(int file) {
    struct stat found;
    if (fstat(file, &found) != 0) give_up("a file without a node");
    return found.st_ino;
}

static int opening(int folder, const char *path, int flags, mode_t mode) {
    char room[PATH_MAX];
    const char *name = below(folder, path, room);
    if (!name) return real_openat(folder, path, flags, mode);
    pthread_mutex_lock(&lock);
    struct stat before;
    int there = fstatat(folder, path, &before, 0) == 0;
    int file = real_openat(folder, path, flags, mode);
    int error = errno;
    if (file >= 0) {
        if (file >= FILES) give_up("too many files");
        followed[file] = 1;
        if (!there) record(CREATE, node(file), 0, name, NULL, NULL, 0);
        else if ((flags & O_TRUNC) && before.st_size > 0)
            record(TRUNCATE, node(file), 0, NULL, NULL, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return file;
}

static mode_t mode_of(int flags, va_list more) {
    return (flags & (O_CREAT | __O_TMPFILE)) ? va_arg(more, mode_t) : 0;
}

#define OPEN(name, folder_argument, folder)                                    \
    int name(folder_argument const char *path, int flags, ...) {               \
        va_list more;                                                          \
        va_start(more, flags);                                                 \
        mode_t mode = mode_of(flags, more);                                    \
        va_end(more);                                                          \
        find();                                                                \
        return opening(folder, path, flags, mode);                             \
    }
#define FOLDER_ARGUMENT int folder,
OPEN(open, , AT_FDCWD)
OPEN(open64, , AT_FDCWD)
OPEN(openat, FOLDER_ARGUMENT, folder)
OPEN(openat64, FOLDER_ARGUMENT, folder)

int close(int file) {
    find();
    if (!is_followed(file)) return real_close(file);
    pthread_mutex_lock(&lock);
    followed[file] = 0;
    int done = real_close(file);
    pthread_mutex_unlock(&lock);
    return done;
}

/* Writes at `at`, or where the file stands if that is negative. */
static ssize_t writing(int file, const void *bytes, size_t length, off_t at) {
    pthread_mutex_lock(&lock);
    off_t where = at;
    if (where < 0) where = lseek(file, 0, (fcntl(file, F_GETFL) & O_APPEND) ? SEEK_END : SEEK_CUR);
    ssize_t done = at < 0 ? real_write(file, bytes, length) : real_pwrite(file, bytes, length, at);
    int error = errno;
    if (done > 0) record(WRITE, node(file), (uint64_t)where, NULL, NULL, bytes, (size_t)done);
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

ssize_t write(int file, const void *bytes, size_t length) {
    find();
    return is_followed(file) ? writing(file, bytes, length, -1) : real_write(file, bytes, length);
}

#define PWRITE(name)                                                           \
    ssize_t name(int file, const void *bytes, size_t length, off_t at) {       \
        find();                                                                \
        return is_followed(file) ? writing(file, bytes, length, at)            \
                                 : real_pwrite(file, bytes, length, at);       \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

/* In one piece, as the kernel would have it. */
static ssize_t gathered(int file, const struct iovec *parts, int many, off_t at) {
    size_t length = 0;
    for (int i = 0; i < many; i++) length += parts[i].iov_len;
    char *bytes = malloc(length ? length : 1), *next = bytes;
    if (!bytes) give_up("no memory");
    for (int i = 0; i < many; i++) next = mempcpy(next, parts[i].iov_base, parts[i].iov_len);
    ssize_t done = writing(file, bytes, length, at);
    free(bytes);
    return done;
}

ssize_t writev(int file, const struct iovec *parts, int many) {
    static ssize_t (*real)(int, const struct iovec *, int);
    if (!real) real = dlsym(RTLD_NEXT, "writev");
    return is_followed(file) ? gathered(file, parts, many, -1) : real(file, parts, many);
}

#define PWRITEV(name)                                                          \
    ssize_t name(int file, const struct iovec *parts, int many, off_t at) {    \
        static ssize_t (*real)(int, const struct iovec *, int, off_t);         \
        if (!real) real = dlsym(RTLD_NEXT, "pwritev64");                       \
        return is_followed(file) ? gathered(file, parts, many, at)             \
                                 : real(file, parts, many, at);                \
    }
PWRITEV(pwritev)
PWRITEV(pwritev64)

#define FTRUNCATE(name)                                                        \
    int name(int file, off_t length) {                                         \
        find();                                                                \
        if (!is_followed(file)) return real_ftruncate(file, length);           \
        pthread_mutex_lock(&lock);                                             \
        int done = real_ftruncate(file, length), error = errno;                \
        if (done == 0)                                                         \
            record(TRUNCATE, node(file), (uint64_t)length, NULL, NULL, NULL, 0); \
        pthread_mutex_unlock(&lock);                                           \
        errno = error;                                                         \
        return done;                                                           \
    }
FTRUNCATE(ftruncate)
FTRUNCATE(ftruncate64)

#define FSYNC(name)                                                            \
    int name(int file) {                                                       \
        find();                                                                \
        if (!is_followed(file)) return real_fsync(file);                       \
        pthread_mutex_lock(&lock);                                             \
        record(SYNC, node(file), 0, NULL, NULL, NULL, 0);                      \
        pthread_mutex_unlock(&lock);                                           \
        return 0;                                                              \
    }
FSYNC(fsync)
FSYNC(fdatasync)

static int renaming(int from_folder, const char *from, int to_folder, const char *to) {
    char room[PATH_MAX], other_room[PATH_MAX];
    const char *name = below(from_folder, from, room), *other = below(to_folder, to, other_room);
    if (!name != !other) give_up("a rename over the border");
    if (!name) return real_renameat(from_folder, from, to_folder, to);
    pthread_mutex_lock(&lock);
    int done = real_renameat(from_folder, from, to_folder, to), error = errno;
    if (done == 0) record(RENAME, 0, 0, name, other, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

int rename(const char *from, const char *to) {
    return renaming(AT_FDCWD, from, AT_FDCWD, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    return renaming(from_folder, from, to_folder, to);
}

static int removing(int folder, const char *path, int flags) {
    char room[PATH_MAX];
    const char *name = below(folder, path, room);
    if (!name) return real_unlinkat(folder, path, flags);
    pthread_mutex_lock(&lock);
    int done = real_unlinkat(folder, path, flags), error = errno;
    if (done == 0) record(REMOVE, 0, 0, name, NULL, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

int unlink(const char *path) { return removing(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return removing(folder, path, flags); }
int rmdir(const char *path) { return removing(AT_FDCWD, path, AT_REMOVEDIR); }

static int making(int folder, const char *path, mode_t mode) {
    char room[PATH_MAX];
    struct stat found;
    const char *name = below(folder, path, room);
    if (!name) return real_mkdirat(folder, path, mode);
    pthread_mutex_lock(&lock);
    int done = real_mkdirat(folder, path, mode), error = errno;
    if (done == 0) {
        if (fstatat(folder, path, &found, 0) != 0) give_up("a folder without a node");
        record(FOLDER, found.st_ino, 0, name, NULL, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

int mkdir(const char *path, mode_t mode) { return making(AT_FDCWD, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return making(folder, path, mode); }

static int linking(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    char room[PATH_MAX], other_room[PATH_MAX];
    const char *name = below(from_folder, from, room), *other = below(to_folder, to, other_room);
    if (!name != !other) give_up("a link over the border");
    if (!name) return real_linkat(from_folder, from, to_folder, to, flags);
    pthread_mutex_lock(&lock);
    int done = real_linkat(from_folder, from, to_folder, to, flags), error = errno;
    if (done == 0) record(LINK, 0, 0, name, other, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

int link(const char *from, const char *to) { return linking(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    return linking(from_folder, from, to_folder, to, flags);
}

/*
 * Loaded in front of libc (LD_PRELOAD): writes down every call that changes a file below DAOBAN_RECORD_FOLDER, with its bytes and in
 * order, into DAOBAN_RECORD_LOG; or, with DAOBAN_KILL_AT=n, ends the process by SIGKILL right before call n. Counting is the same in both.
 * With DAOBAN_KILL_AT_LINE=n it ends right before or right after a call on a network connection (connect, write, read): the moment before the
 * first is 1, the one after it 2, and so on. How many there were in all goes into DAOBAN_COUNT_LINE when the process ends by itself.
 *
 * A record is: kind (1 byte), length of the path (2), offset (8), length of the data (4), path, data; little endian.
 *   W write at offset · T truncate to offset · S fsync or fdatasync · R rename (the data is the new path) · U unlink · O created · M mark
 * A mark is what the program writes into a file named "answered": what it has told somebody. It changes no file that counts.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static size_t folder_length;
static int log_fd = -1;
static long calls = 0, kill_at = 0;
static long moments = 0, kill_at_line = 0;

#define NEXT(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void start(void) {
  folder = getenv("DAOBAN_RECORD_FOLDER");
  folder_length = folder ? strlen(folder) : 0;
  const char *at = getenv("DAOBAN_KILL_AT");
  kill_at = at ? atol(at) : 0;
  const char *line = getenv("DAOBAN_KILL_AT_LINE");
  kill_at_line = line ? atol(line) : 0;
  const char *file = getenv("DAOBAN_RECORD_LOG");
  if (file) log_fd = NEXT(open)(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

__attribute__((destructor)) static void end(void) {
  const char *file = getenv("DAOBAN_COUNT_LINE");
  FILE *out = file ? fopen(file, "w") : NULL;
  if (!out) return;
  fprintf(out, "%ld", moments);
  fclose(out);
}

/* A connection over the network; not a pipe, not a socket between processes of this machine. */
static int is_line(int fd) {
  int domain = 0;
  socklen_t size = sizeof domain;
  return getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 && (domain == AF_INET || domain == AF_INET6);
}

static void moment(void) {
  pthread_mutex_lock(&lock);
  if (++moments == kill_at_line) kill(getpid(), SIGKILL);
  pthread_mutex_unlock(&lock);
}

/* The call, with the moment before it and the one after it. */
#define ON_LINE(fd, call) \
  ({ \
    int line = is_line(fd); \
    if (line) moment(); \
    __auto_type result = call; \
    if (line) moment(); \
    result; \
  })

int connect(int fd, const struct sockaddr *address, socklen_t length) { return ON_LINE(fd, NEXT(connect)(fd, address, length)); }
ssize_t read(int fd, void *bytes, size_t length) { return ON_LINE(fd, NEXT(read)(fd, bytes, length)); }
ssize_t recv(int fd, void *bytes, size_t length, int flags) { return ON_LINE(fd, NEXT(recv)(fd, bytes, length, flags)); }
ssize_t recvmsg(int fd, struct msghdr *message, int flags) { return ON_LINE(fd, NEXT(recvmsg)(fd, message, flags)); }
ssize_t send(int fd, const void *bytes, size_t length, int flags) { return ON_LINE(fd, NEXT(send)(fd, bytes, length, flags)); }
ssize_t sendmsg(int fd, const struct msghdr *message, int flags) { return ON_LINE(fd, NEXT(sendmsg)(fd, message, flags)); }

static int below(const char *path) { return folder && strncmp(path, folder, folder_length) == 0 && path[folder_length] == '/'; }

/* The path of a descriptor below the folder, or the folder itself; 0 where it is another's. */
static int path_of(int fd, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return below(path) || (folder && strcmp(path, folder) == 0);
}

static void all(const void *bytes, size_t length) {
  __typeof__(write) *next = NEXT(write);
  while (length > 0) {
    ssize_t written = next(log_fd, bytes, length);
    if (written <= 0) abort();
    bytes = (const char *)bytes + written;
    length -= written;
  }
}

static void record(char kind, const char *path, int64_t offset, const void *data, uint32_t length) {
  pthread_mutex_lock(&lock);
  size_t name = strlen(path);
  if (kind == 'W' && name >= 9 && strcmp(path + name - 9, "/answered") == 0) kind = 'M';
  if (kind != 'M' && ++calls == kill_at) kill(getpid(), SIGKILL);
  if (log_fd >= 0) {
    uint16_t short_name = name;
    char head[15];
    head[0] = kind;
    memcpy(head + 1, &short_name, 2);
    memcpy(head + 3, &offset, 8);
    memcpy(head + 11, &length, 4);
    all(head, sizeof head);
    all(path, name);
    if (length) all(data, length);
  }
  pthread_mutex_unlock(&lock);
}

#define WITH_PATH(fd) char path[4096]; int ours = path_of(fd, path, sizeof path)

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  WITH_PATH(fd);
  if (ours) record('W', path, offset, bytes, length);
  return NEXT(pwrite64)(fd, bytes, length, offset);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return pwrite64(fd, bytes, length, offset); }

ssize_t write(int fd, const void *bytes, size_t length) {
  WITH_PATH(fd);
  if (ours) {
    int append = fcntl(fd, F_GETFL) & O_APPEND;
    off_t offset = lseek(fd, 0, append ? SEEK_END : SEEK_CUR);
    if (offset >= 0) record('W', path, offset, bytes, length);
  }
  return ON_LINE(fd, NEXT(write)(fd, bytes, length));
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  WITH_PATH(fd);
  if (!ours) return ON_LINE(fd, NEXT(writev)(fd, parts, count));
  ssize_t total = 0;
  for (int index = 0; index < count; index++) {
    ssize_t written = write(fd, parts[index].iov_base, parts[index].iov_len);
    if (written < 0) return total > 0 ? total : -1;
    total += written;
  }
  return total;
}

int ftruncate64(int fd, off64_t length) {
  WITH_PATH(fd);
  if (ours) record('T', path, length, NULL, 0);
  return NEXT(ftruncate64)(fd, length);
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int fsync(int fd) {
  WITH_PATH(fd);
  int result = NEXT(fsync)(fd);
  if (ours) record('S', path, 0, NULL, 0);
  return result;
}
int fdatasync(int fd) {
  WITH_PATH(fd);
  int result = NEXT(fdatasync)(fd);
  if (ours) record('S', path, 0, NULL, 0);
  return result;
}

int rename(const char *from, const char *to) {
  if (below(from)) record('R', from, 0, to, strlen(to));
  return NEXT(rename)(from, to);
}
int unlink(const char *path) {
  if (below(path)) record('U', path, 0, NULL, 0);
  return NEXT(unlink)(path);
}

/* A file that is opened for creating or emptying exists, empty, before its first byte. */
static void opened(const char *path, int flags) {
  if (!below(path) || !(flags & O_CREAT)) return;
  if (access(path, F_OK) != 0) record('O', path, 0, NULL, 0);
  else if (flags & O_TRUNC) record('T', path, 0, NULL, 0);
}
int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  opened(path, flags);
  return NEXT(open64)(path, flags, mode);
}
int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  opened(path, flags);
  return NEXT(open)(path, flags, mode);
}

/*
 * Preloaded into a server: each sync of a file to the disk takes SLOW_SYNC_MICROS longer, as on a
 * slower disk. The sync itself is done all the same.
 */
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int slowly(long call, int file)
{
    const char *micros = getenv("SLOW_SYNC_MICROS");
    long rest = micros ? atol(micros) : 0;
    struct timespec more = { rest / 1000000, rest % 1000000 * 1000 };
    int result = syscall(call, file);
    nanosleep(&more, NULL);
    return result;
}

int fsync(int file) { return slowly(SYS_fsync, file); }

int fdatasync(int file) { return slowly(SYS_fdatasync, file); }

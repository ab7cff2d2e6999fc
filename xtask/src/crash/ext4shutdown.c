/* Cuts an ext4 file system off its device: nothing that is not there yet will be.
 *
 * Usage: ext4shutdown MOUNT_POINT
 *
 * In C, as the ioctl has no safe wrapper in Rust and this workspace forbids unsafe code. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>

#define EXT4_IOC_SHUTDOWN _IOR('X', 125, uint32_t)

int main(int count, char **arguments)
{
	uint32_t without_flushing_the_log = 2;
	int mount = count == 2 ? open(arguments[1], O_RDONLY) : -1;

	if (mount < 0 || ioctl(mount, EXT4_IOC_SHUTDOWN, &without_flushing_the_log)) {
		perror("ext4shutdown");
		return 1;
	}
	return 0;
}

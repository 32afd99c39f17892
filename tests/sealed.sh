#!/bin/sh
# usage: sealed.sh CLAUSELINT
# The program imports nothing with which it could reach the network or start another program.
forbidden='socket|connect|bind|listen|accept|send|sendto|sendmsg|recv|recvfrom|recvmsg|getaddrinfo|gethostbyname|'
forbidden=$forbidden'fork|vfork|clone|exec[lv]p?e?|execveat|posix_spawnp?|system|popen|dlopen|ptrace'
found=$(nm -D --undefined-only "$1" | sed 's/.* U //; s/@.*//' | grep -xE "$forbidden")
[ -z "$found" ] && [ "$(nm -D --undefined-only "$1" | wc -l)" -gt 20 ] || {
	echo "sealed: the program imports: $found"
	exit 1
}

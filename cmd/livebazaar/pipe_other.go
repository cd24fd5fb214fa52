//go:build !windows

package main

import "syscall"

// noReader is what writing to a pipe says that nobody reads any more.
const noReader = syscall.EPIPE

package main

import "golang.org/x/sys/windows"

// noReader is what writing to a pipe says that nobody reads any more.
const noReader = windows.ERROR_NO_DATA

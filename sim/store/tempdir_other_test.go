//go:build !linux

package store

func inMemory() {}

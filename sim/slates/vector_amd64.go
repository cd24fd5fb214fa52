package slates

import "unsafe"

import "golang.org/x/sys/cpu"

// vector says whether the processor has the instructions that the functions below are written in.
var vector = cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512DQ && cpu.X86.HasAVX512CD && cpu.X86.HasPOPCNT

const prefetches = true

// wakeVector is wake for sixteen consumers at once.
//
//go:noescape
func wakeVector(s *Sleepers)

// listVector is list for sixteen consumers at once.
//
//go:noescape
func listVector(s *Sleepers)

// meetVector is meet for sixteen consumers at once.
//
//go:noescape
func meetVector(a *Arrivals, s *Slot, active *uint16, n int)

// fillVector is fill for all lanes at once.
//
//go:noescape
func fillVector(b *Batch, columns *Column, places int)

// followVector is follow for all lanes at once.
//
//go:noescape
func followVector(b *Batch, first *byte, roomOf *int32, born *uint32, private uint32)

// bestVector is best for all lanes at once.
//
//go:noescape
func bestVector(b *Batch, places int)

// valueVector is value for all lanes at once.
//
//go:noescape
func valueVector(b *Batch, rooms *Room, t *Tables, places int)

// fetch asks for the cache lines of records of 96 bytes, n of them, by number.
//
//go:noescape
func fetch(records *byte, numbers *uint16, n int)

// fetchRows asks for the first and the last cache line of n entries of size bytes, by number.
//
//go:noescape
func fetchRows(first *byte, size uintptr, rows *int32, n int)

// fetchAll asks for the first and the last cache line of n things of size bytes.
//
//go:noescape
func fetchAll(things *unsafe.Pointer, size uintptr, n int)

//go:build !amd64

package slates

import "unsafe"

const vector, prefetches = false, false

func wakeVector(*Sleepers) { panic("slates: no vector instructions") }

func listVector(*Sleepers) { panic("slates: no vector instructions") }

func meetVector(*Arrivals, *Slot, *uint16, int) { panic("slates: no vector instructions") }

func fillVector(*Batch, *Column, int) { panic("slates: no vector instructions") }

func followVector(*Batch, *byte, *int32, *uint32, uint32) { panic("slates: no vector instructions") }

func bestVector(*Batch, int) { panic("slates: no vector instructions") }

func valueVector(*Batch, *Room, *Tables, int) { panic("slates: no vector instructions") }

func fetch(*byte, *uint16, int) {}

func fetchRows(*byte, uintptr, *int32, int) {}

func fetchAll(*unsafe.Pointer, uintptr, int) {}

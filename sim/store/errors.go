package store

import (
	"errors"

	"livebazaar/sim/store/disk"
)

// Reasons for which a folder is not opened, resumed or replaced; the errors returned wrap one of them and say what to
// do instead.
var (
	ErrComplete     = errors.New("the run is complete")
	ErrIncomplete   = errors.New("the run is not complete")
	ErrExists       = errors.New("the folder holds results")
	ErrLocked       = errors.New("another process is writing this folder")
	ErrNewerFormat  = errors.New("the results were written by a newer version of livebazaar")
	ErrNotResults   = errors.New("not a livebazaar result folder")
	ErrInTheWay     = disk.ErrInTheWay
	ErrDamaged      = errors.New("its manifest is not as livebazaar wrote it")
	ErrChanged      = errors.New("changed since it was written")
	ErrNotWritable  = errors.New("the folder is closed for writing")
	ErrUnknownPart  = errors.New("no such scenario in this run")
	ErrDoubleCommit = errors.New("this replicate is committed already")
)

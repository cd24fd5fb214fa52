// Package fixed has the whole numbers that many things are counted in: utilities and qualities in 1/1024, chances in 1/65536,
// shares of money in basis points, money in fen.
package fixed

import (
	"math"
)

// One util, or quality 1, is 1024 units.
const One = 1024

// Of returns a utility or a quality in 1/1024, to the nearest.
func Of(x float64) int32 { return int32(math.Floor(float64(x*One) + 0.5)) }

// Share16 returns a share in 1/65536, to the nearest; what is outside [0,1] is taken for the bound.
func Share16(p float64) uint32 { return uint32(math.Floor(float64(min(1, max(0, p))*65536) + 0.5)) }

// BasisPoints returns a share in basis points, to the nearest.
func BasisPoints(share float64) int64 { return int64(float64(share*10000) + 0.5) }

// Fen returns an amount in yuan in whole fen, to the nearest.
func Fen(yuan float64) int64 { return int64(float64(yuan*100) + 0.5) }

// Clamp returns x, or the bound that it is beyond.
func Clamp(x, low, high float64) float64 { return math.Max(low, math.Min(x, high)) }

// Package chance is the only source of randomness. Every draw is keyed by what it is for (seed, replicate, entity,
// day, slot, purpose), never by the order of calls, so that scenarios share every draw they both make (common random
// numbers) and adding a mechanism moves no other draw.
//
// It also has the portable exponential and logarithm: math.Exp and math.Log give other bits on other machines.
package chance

import "math/bits"

// The increments keep the members under a key apart from its own draws.
const (
	Golden = 0x9e3779b97f4a7c15 // of draws: 2^64 divided by the golden ratio
	Member = 0xd1342543de82ef95 // of members: a multiplier of good spectral figure (Steele & Vigna 2022)
)

// Key addresses a family of draws.
type Key uint64

// Mix turns a number into 64 bits that look random: the two halves of a 128-bit product, folded (wyrand, Wang Yi
// 2019). One multiplication serves where splitmix64 takes two, and the fast loop does little else.
func Mix(z uint64) uint64 {
	hi, lo := bits.Mul64(z, z^0xe7037ed1a0b428db)
	return hi ^ lo
}

// Root returns the key of a seed.
func Root(seed uint64) Key { return Key(Mix(seed + Golden)) }

// At returns the key of the n-th member under k (an entity, a day, a slot, a purpose). It is never equal to k's own
// draws by construction of the two increments.
func (k Key) At(n uint64) Key { return Key(Mix(uint64(k) + (n+1)*Member)) }

// For returns the key of a purpose under k.
func (k Key) For(p Purpose) Key { return k.At(uint64(p) | 1<<40) }

// Bits returns draw j under the key: 64 uniform bits.
func (k Key) Bits(j uint64) uint64 { return Mix(uint64(k) + (j+1)*Golden) }

// Uniform returns draw j as a number in (0,1), never 0 or 1: a multiple of 2^-52 plus 2^-53.
func (k Key) Uniform(j uint64) float64 { return open(k.Bits(j)) }

// open maps 64 bits into (0,1). It takes 52 of them: half a step more would be rounded, and the last one to 1.
func open(bits uint64) float64 {
	return float64((float64(bits>>12) + 0.5) * (1.0 / (1 << 52)))
}

// Below returns draw j as a whole number in [0,n); n must be positive. The bias is below n/2^64.
func (k Key) Below(j uint64, n int) int {
	hi, _ := bits.Mul64(k.Bits(j), uint64(n))
	return int(hi)
}

// Chance reports whether an event of probability p happens, by draw j.
func (k Key) Chance(j uint64, p float64) bool { return k.Uniform(j) < p }

// Normal returns draw j from the standard normal distribution, by inverting its distribution function.
func (k Key) Normal(j uint64) float64 { return NormalQuantile(k.Uniform(j)) }

// EulerGamma is the mean of the standard Gumbel distribution.
const EulerGamma = 0.57721566490153286

// Gumbel returns draw j from the standard Gumbel distribution: −ln(−ln u).
func (k Key) Gumbel(j uint64) float64 { return -Log(-Log(k.Uniform(j))) }

// Exponential returns draw j from the exponential distribution of mean 1.
func (k Key) Exponential(j uint64) float64 { return -Log(k.Uniform(j)) }

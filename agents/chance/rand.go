package chance

import "golang.org/x/exp/rand" //lint:ignore SA1019 the package is fixed and pinned; this is its only import

// stream is an endless sequence of draws under one key. It is an x/exp/rand Source (and a math/rand/v2 Source).
type stream struct {
	key  Key
	next uint64
}

func (s *stream) Uint64() uint64 {
	s.next++
	return s.key.Bits(s.next - 1)
}

func (s *stream) Seed(seed uint64) { *s = stream{key: Root(seed)} }

// Stream returns a generator over the draws of one key, for populations and rare draws. Its state is not saved: take
// a new one for each use.
func (k Key) Stream() *rand.Rand { return rand.New(&stream{key: k}) }

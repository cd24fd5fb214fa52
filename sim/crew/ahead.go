package crew

import "runtime"

// mostAhead bounds the memory of what is made and not taken yet. Things may be made of parts that are made beside each other in
// their turn, so a few at a time keep all processors busy.
const mostAhead = 4

// Ahead makes n things beside each other, a few at a time but no more than there are processors, and hands them over
// one after the other in their order, so that nothing depends on which was made first. While one is taken the next ones
// are being made. It returns the first error in the order of the things, and never before all that was begun has ended.
func Ahead[T any](n int, produce func(i int) (T, error), take func(T) error) error {
	type product struct {
		thing T
		err   error
	}
	begun := make([]chan product, 0, n)
	begin := func() {
		i, out := len(begun), make(chan product, 1)
		begun = append(begun, out)
		go func() {
			thing, err := produce(i)
			out <- product{thing, err}
		}()
	}
	atATime := min(mostAhead, runtime.GOMAXPROCS(0))
	for i := range n {
		for len(begun) < min(n, i+atATime) {
			begin()
		}
		next := <-begun[i]
		if len(begun) < n {
			begin()
		}
		if next.err == nil {
			next.err = take(next.thing)
		}
		if next.err != nil {
			for _, out := range begun[i+1:] {
				<-out
			}
			return next.err
		}
	}
	return nil
}

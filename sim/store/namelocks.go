package store

import "sync"

// nameLocks are locks by name. A name that nobody holds or waits for takes no memory: a long run has many.
type nameLocks struct {
	mu sync.Mutex
	of map[string]*nameLock
}

type nameLock struct {
	mu    sync.Mutex
	users int // who hold it or wait
}

// lock waits for the lock of a name and returns what gives it back.
func (l *nameLocks) lock(name string) (unlock func()) {
	l.mu.Lock()
	own := l.of[name]
	if own == nil {
		if l.of == nil {
			l.of = map[string]*nameLock{}
		}
		own = &nameLock{}
		l.of[name] = own
	}
	own.users++
	l.mu.Unlock()
	own.mu.Lock()
	return func() {
		own.mu.Unlock()
		l.mu.Lock()
		defer l.mu.Unlock()
		if own.users--; own.users == 0 {
			delete(l.of, name)
		}
	}
}

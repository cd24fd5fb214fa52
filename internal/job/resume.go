package job

import (
	"errors"

	"livebazaar/internal/memory"
	"livebazaar/sim"
	"livebazaar/sim/store"
)

// FitRest refuses to go on with the run of a folder that another model began (OtherModel), or whose rest needs more memory than
// there is (TooLarge); needed is how many bytes it takes, 0 where only drawing is left. What cannot be read is for Resume to tell.
func FitRest(dir string, workers int, bound memory.Bound) (needed int64, err error) {
	m, err := store.ReadManifest(dir)
	switch {
	case err != nil:
		return 0, nil
	case m.Whole():
		return 0, FitDrawing(len(m.Scenarios), bound)
	case m.ModelVersion != sim.ModelVersion:
		return 0, OtherModel{Dir: dir, Begun: m.ModelVersion, Here: sim.ModelVersion, Version: m.Version}
	}
	j, err := Stored(dir, m, workers)
	if err != nil {
		return 0, nil
	}
	return j.Fit(bound)
}

// Resume takes up the run of a folder that ended early; Run goes on with it. What was found there and is not taken is noticed. The
// error wraps store.ErrComplete where nothing is left to do.
func Resume(dir string, workers int, notice func(string)) (*Job, *store.Folder, error) {
	folder, err := store.Resume(dir)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range folder.Discarded() {
		notice(p.String())
	}
	j, err := Stored(dir, folder.Manifest(), workers)
	if err != nil {
		return nil, nil, errors.Join(err, folder.Close())
	}
	return j, folder, nil
}

package job

import "fmt"

// Refusal is what keeps a job from being begun: what was asked for does not fit, or has no place. Nothing was made, and whoever
// asked may ask for something else.
type Refusal struct{ error }

func (r Refusal) Unwrap() error { return r.error }

// OtherModel is a run that was begun by a program with another model: the results of two are not mixed.
type OtherModel struct {
	Dir         string
	Begun, Here int    // versions of the model
	Version     string // of the program that began it
}

func (o OtherModel) Error() string {
	return fmt.Sprintf("%s was begun with model version %d (livebazaar %s); this is version %d, and results of two models are not mixed: run it again",
		o.Dir, o.Begun, o.Version, o.Here)
}

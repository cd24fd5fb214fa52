// Package fit searches for values of free weights with which the market meets targets: numbers that experiments find, each with a
// range. It knows no market: a Model is asked for the numbers at a point.
//
// The steps are those of a response surface (Box & Wilson 1951; Kleijnen 2015): a Latin hypercube of points, a quadratic emulator of
// every number by ridge regression, the least sum of squared misses on the emulator by CMA-ES (Hansen 2016), and the model again at the
// point found. The misses are in half-ranges beyond the range, 0 within it. What the targets do not pin down is told by the singular
// values of the Jacobian of the numbers in half-ranges, by the unit ranges of the weights, and by profiles.
package fit

import (
	"errors"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"

	"livebazaar/agents/chance"
)

// A Weight is a parameter to be fitted, with its plausible range.
type Weight struct {
	Key    string
	Lo, Hi float64
}

// A Target is a number with the range it should lie in; both ends are finite.
type Target struct {
	Name   string
	Lo, Hi float64
}

// miss is how far a number lies outside its range, in half-ranges, with its sign.
func (t *Target) miss(x float64) float64 {
	half := (t.Hi - t.Lo) / 2
	switch {
	case x < t.Lo:
		return (x - t.Lo) / half
	case x > t.Hi:
		return (x - t.Hi) / half
	}
	return 0
}

// A Model finds the numbers of all targets at values of the weights. NaN is not measured.
type Model func(values []float64) ([]float64, error)

// A Problem is what is to be fitted to what.
type Problem struct {
	Weights []Weight
	Targets []Target
	Seed    uint64
}

// at turns a point of the unit cube into values.
func (p *Problem) at(unit []float64) []float64 {
	values := make([]float64, len(unit))
	for k, u := range unit {
		values[k] = p.Weights[k].Lo + u*(p.Weights[k].Hi-p.Weights[k].Lo)
	}
	return values
}

// Unit turns values into a point of the unit cube.
func (p *Problem) Unit(values []float64) []float64 {
	unit := make([]float64, len(values))
	for k, x := range values {
		unit[k] = (x - p.Weights[k].Lo) / (p.Weights[k].Hi - p.Weights[k].Lo)
	}
	return unit
}

// Design is a Latin hypercube of n points in the unit cube (McKay, Beckman & Conover 1979): of every weight each of n equal parts of its
// range has one point.
func (p *Problem) Design(n int) [][]float64 {
	points := make([][]float64, n)
	for i := range points {
		points[i] = make([]float64, len(p.Weights))
	}
	root := chance.Root(p.Seed)
	for k := range p.Weights {
		key := root.At(uint64(k))
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		slices.SortFunc(order, func(a, b int) int {
			if key.Bits(uint64(a)) < key.Bits(uint64(b)) {
				return -1
			}
			return 1
		})
		for i, part := range order {
			points[i][k] = (float64(part) + key.Uniform(uint64(n+i))) / float64(n)
		}
	}
	return points
}

// A Surface is a quadratic emulator of the numbers of all targets over the unit cube.
type Surface struct {
	of     [][]float64 // coefficients by target
	Spread []float64   // of the residuals, by target: root mean square
}

// terms are 1, the coordinates around the middle, and their products.
func terms(unit []float64) []float64 {
	all := []float64{1}
	for _, x := range unit {
		all = append(all, 2*x-1)
	}
	for i := range unit {
		for j := i; j < len(unit); j++ {
			all = append(all, (2*unit[i]-1)*(2*unit[j]-1))
		}
	}
	return all
}

// Emulate fits the surface to numbers found at points. Points where a number was not measured do not count for it.
func Emulate(points, numbers [][]float64) (*Surface, error) {
	if len(points) == 0 {
		return nil, errors.New("no points")
	}
	s := &Surface{}
	for t := range numbers[0] {
		var x, y []float64
		rows := 0
		for i, unit := range points {
			if found := numbers[i][t]; !math.IsNaN(found) {
				x, y = append(x, terms(unit)...), append(y, found)
				rows++
			}
		}
		columns := len(terms(points[0]))
		if rows < columns/2+2 {
			return nil, errors.New("too few points for a quadratic surface")
		}
		design, found := mat.NewDense(rows, columns, x), mat.NewVecDense(rows, y)
		var normal mat.SymDense
		normal.SymOuterK(1, design.T())
		for k := 1; k < columns; k++ { // the mean is not shrunk
			normal.SetSym(k, k, normal.At(k, k)+1e-3*float64(rows))
		}
		var right, coefficients mat.VecDense
		right.MulVec(design.T(), found)
		if err := coefficients.SolveVec(&normal, &right); err != nil {
			return nil, err
		}
		of := slices.Clone(coefficients.RawVector().Data)
		var residual mat.VecDense
		residual.MulVec(design, &coefficients)
		residual.SubVec(&residual, found)
		s.of = append(s.of, of)
		s.Spread = append(s.Spread, mat.Norm(&residual, 2)/math.Sqrt(float64(rows)))
	}
	return s, nil
}

// At returns the numbers of the emulator at a point of the unit cube.
func (s *Surface) At(unit []float64) []float64 {
	x := terms(unit)
	out := make([]float64, len(s.of))
	for t, of := range s.of {
		for k, c := range of {
			out[t] += c * x[k]
		}
	}
	return out
}

// Cost is the sum of squared misses of numbers. What was not measured costs nothing.
func (p *Problem) Cost(numbers []float64) (sum float64) {
	for t := range p.Targets {
		if m := p.Targets[t].miss(numbers[t]); !math.IsNaN(m) {
			sum += m * m
		}
	}
	return sum
}

// Best returns the point of the unit cube at which the emulated numbers miss least. Of points that miss equally little the one nearest to
// start is preferred.
func (p *Problem) Best(s *Surface, start []float64) ([]float64, error) {
	return p.bestOf(func(x []float64) float64 {
		away := 0.0
		for k := range x {
			away += (x[k] - start[k]) * (x[k] - start[k])
		}
		return p.Cost(s.At(x)) + .01*away
	}, start)
}

// Singular returns the singular values of the Jacobian of the numbers, in half-ranges, by the weights, in their ranges, and the
// directions in the weights that belong to them: small values are what the targets do not pin down.
func (p *Problem) Singular(s *Surface, unit []float64) (values []float64, directions [][]float64) {
	const step = .02
	jacobian := mat.NewDense(len(p.Targets), len(unit), nil)
	for k := range unit {
		up, down := slices.Clone(unit), slices.Clone(unit)
		up[k], down[k] = up[k]+step, down[k]-step
		above, below := s.At(up), s.At(down)
		for t := range p.Targets {
			jacobian.Set(t, k, (above[t]-below[t])/(2*step)/((p.Targets[t].Hi-p.Targets[t].Lo)/2))
		}
	}
	var svd mat.SVD
	if !svd.Factorize(jacobian, mat.SVDThin) {
		return nil, nil
	}
	var v mat.Dense
	svd.VTo(&v)
	values = svd.Values(nil)
	for k := range values {
		directions = append(directions, mat.Col(nil, k, &v))
	}
	return values, directions
}

// Profile returns how the least cost on the surface rises when a weight is fixed a tenth of its range below and above its best value and
// the others are fitted again.
func (p *Problem) Profile(s *Surface, best []float64, weight int) (below, above float64, err error) {
	at := func(by float64) (float64, error) {
		start := slices.Clone(best)
		start[weight] = max(0, min(1, best[weight]+by))
		found, err := p.bestWith(s, start, weight)
		if err != nil {
			return 0, err
		}
		return p.Cost(s.At(found)), nil
	}
	if below, err = at(-.1); err != nil {
		return
	}
	above, err = at(.1)
	return
}

// bestWith is Best with one weight held where it starts.
func (p *Problem) bestWith(s *Surface, start []float64, held int) ([]float64, error) {
	free := slices.Delete(slices.Clone(start), held, held+1)
	whole := func(x []float64) []float64 { return slices.Insert(slices.Clone(x), held, start[held]) }
	sub := &Problem{Weights: slices.Delete(slices.Clone(p.Weights), held, held+1), Targets: p.Targets, Seed: p.Seed}
	found, err := sub.bestOf(func(x []float64) float64 { return p.Cost(s.At(whole(x))) }, free)
	if err != nil {
		return nil, err
	}
	return whole(found), nil
}

// bestOf returns the point of the unit cube at which a cost is least.
func (p *Problem) bestOf(cost func([]float64) float64, start []float64) ([]float64, error) {
	bounded := func(x []float64) float64 {
		inside, beyond := slices.Clone(x), 0.0
		for k := range inside {
			inside[k] = max(0, min(1, x[k]))
			beyond += (x[k] - inside[k]) * (x[k] - inside[k])
		}
		return cost(inside) + 100*beyond
	}
	method := &optimize.CmaEsChol{InitStepSize: .2, Src: chance.Root(p.Seed).At(1 << 20).Stream()}
	result, err := optimize.Minimize(optimize.Problem{Func: bounded}, start, &optimize.Settings{FuncEvaluations: 20000}, method)
	if result == nil {
		return nil, err
	}
	for k := range result.X {
		result.X[k] = max(0, min(1, result.X[k]))
	}
	return result.X, nil
}

// A Result is what a fit found.
type Result struct {
	Values          []float64 // of the weights
	Emulated, Found []float64 // numbers at these values: by the surface, by the model
	Surface         *Surface
	Profiles        [][2]float64
	Singular        []float64
	Directions      [][]float64
}

// Run fits: the model at a design of points, the surface, its best point, and the model there. Tell, which may be nil, is told how many
// points are done.
func Run(p *Problem, model Model, start []float64, points int, tell func(done int)) (*Result, error) {
	design := p.Design(points)
	var numbers [][]float64
	for i, unit := range design {
		found, err := model(p.at(unit))
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, found)
		if tell != nil {
			tell(i + 1)
		}
	}
	s, err := Emulate(design, numbers)
	if err != nil {
		return nil, err
	}
	best, err := p.Best(s, start)
	if err != nil {
		return nil, err
	}
	r := &Result{Values: p.at(best), Emulated: s.At(best), Surface: s}
	if r.Found, err = model(r.Values); err != nil {
		return nil, err
	}
	r.Singular, r.Directions = p.Singular(s, best)
	for weight := range p.Weights {
		below, above, err := p.Profile(s, best, weight)
		if err != nil {
			return nil, err
		}
		r.Profiles = append(r.Profiles, [2]float64{below, above})
	}
	return r, nil
}

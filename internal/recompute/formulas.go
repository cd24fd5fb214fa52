package recompute

import "math"

// share is the part of the total that the k largest have.
func share(sorted []float64, k int) float64 {
	if k < 1 || k > len(sorted) {
		return math.NaN()
	}
	part, total := 0.0, 0.0
	for i, x := range sorted {
		total += x
		if i < k {
			part += x
		}
	}
	return over(part, total)
}

func herfindahl(x []float64) float64 {
	total, squares := 0.0, 0.0
	for _, v := range x {
		total, squares = total+v, squares+v*v
	}
	return over(squares, total*total)
}

// gini is the mean difference of all pairs over twice the mean.
func gini(x []float64) float64 {
	total, apart := 0.0, 0.0
	for i := range x {
		total += x[i]
		for j := range i {
			apart += math.Abs(x[i] - x[j])
		}
	}
	n := float64(len(x))
	return over(apart/(n*(n-1)/2), 2*total/n)
}

// giniByChance is the expected value of gini when orders fall on n sellers by chance: all pairs are alike, and two sellers
// together have S binomial(orders, 2/n), which a fair coin splits order by order.
func giniByChance(orders float64, n int) float64 {
	if orders < 1 || n < 2 {
		return math.NaN()
	}
	apart := 0.0
	for s, p := range binomial(int(orders), 2/float64(n)) {
		if p > 1e-25 {
			for k, q := range binomial(s, .5) {
				apart += p * q * math.Abs(float64(2*k-s))
			}
		}
	}
	return apart / (2 * orders / float64(n))
}

// binomial returns the probabilities of 0 … n successes, by their ratios from the most likely number on.
func binomial(n int, p float64) []float64 {
	at := make([]float64, n+1)
	if p >= 1 {
		at[n] = 1
		return at
	}
	mode := min(n, int(float64(n+1)*p))
	at[mode] = 1
	total := 1.0
	for k := mode; k < n && at[k] > 0; k++ {
		at[k+1] = at[k] * float64(n-k) / float64(k+1) * p / (1 - p)
		total += at[k+1]
	}
	for k := mode; k > 0 && at[k] > 0; k-- {
		at[k-1] = at[k] * float64(k) / float64(n-k+1) * (1 - p) / p
		total += at[k-1]
	}
	for k := range at {
		at[k] /= total
	}
	return at
}

// ranks of values from 1 for the smallest, equal ones at their mean rank.
func ranks(x []float64) []float64 {
	out := make([]float64, len(x))
	for i := range x {
		out[i] = 0.5
		for j := range x {
			switch {
			case x[j] < x[i]:
				out[i]++
			case x[j] == x[i]:
				out[i] += 0.5
			}
		}
	}
	return out
}

// correlation is Pearson's, undefined where one side is constant.
func correlation(x, y []float64) float64 {
	n := float64(len(x))
	var sx, sy, sxx, syy, sxy float64
	for i := range x {
		sx, sy = sx+x[i], sy+y[i]
	}
	for i := range x {
		dx, dy := x[i]-sx/n, y[i]-sy/n
		sxx, syy, sxy = sxx+dx*dx, syy+dy*dy, sxy+dx*dy
	}
	if sxx == 0 || syy == 0 {
		return math.NaN()
	}
	return sxy / math.Sqrt(sxx*syy)
}

// tail returns the exponent of the upper tail of sales, largest first: by least squares of ln(rank − ½) on −ln sales, and by Hill's
// estimator. The tail is the top 10 %, at least 40, as far as it is above 0; fewer than 10 sales make none.
func tail(sales []float64) (slope, hill float64) {
	slope, hill = math.NaN(), math.NaN()
	size := min(len(sales), max(40, int(math.Ceil(float64(len(sales))/10))))
	var x, y []float64
	above := 0
	for i, v := range sales {
		if v <= 0 {
			break
		}
		above++
		if i < size {
			x, y = append(x, -math.Log(v)), append(y, math.Log(float64(i)+.5))
		}
	}
	if len(x) >= 10 {
		if r := correlation(x, y); !math.IsNaN(r) {
			slope = r * spread(y) / spread(x)
		}
	}
	if k := min(size, above-1); k >= 10 {
		sum := 0.0
		for _, v := range sales[:k] {
			sum += math.Log(v) - math.Log(sales[k])
		}
		hill = over(float64(k), sum)
	}
	return slope, hill
}

// spread is the root of the sum of squared deviations from the mean.
func spread(x []float64) float64 {
	mean, squares := 0.0, 0.0
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		squares += (v - mean) * (v - mean)
	}
	return math.Sqrt(squares)
}

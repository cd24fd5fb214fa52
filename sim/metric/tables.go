package metric

import "livebazaar/sim/record"

// Tables turns a closed record into the result tables: days, months, streamers, merchants, mcns, cohorts and flows.
// Money is in yuan, a blank is NaN, rows are in key order. Flows cover the window.
func Tables(book *record.Book, window Window, scenario string, replicate int) []*record.Table {
	id := newRow(scenario, replicate)
	return []*record.Table{
		dayTable(book, id), monthTable(book, id), streamerTable(book, id), merchantTable(book, id), mcnTable(book, id),
		cohortTable(book, id), flowTable(book, window, id),
	}
}

// row is what every row begins with: scenario and replicate.
type row []any

func newRow(scenario string, replicate int) row { return row{scenario, replicate} }

// add appends a row to the table.
func (r row) add(t *record.Table, cells ...any) { t.AppendTo(r, cells...) }

// newTable returns an empty table whose key is scenario, replicate and the first keys columns.
func newTable(name string, keys int, columns ...record.Column) *record.Table {
	all := append([]record.Column{
		text("scenario", "name of the scenario", "情景名称"),
		number("replicate", "", "number of the replicate, from 0", "重复编号，从 0 开始"),
	}, columns...)
	return record.NewTable(name, keys+2, all...)
}

func text(name, en, zh string) record.Column {
	return record.Column{Name: name, Kind: record.Text, EN: en, ZH: zh}
}

func number(name, unit, en, zh string) record.Column {
	return record.Column{Name: name, Kind: record.Int, Unit: unit, EN: en, ZH: zh}
}

func count(name, en, zh string) record.Column { return number(name, "count", en, zh) }

func decimal(name, unit, en, zh string) record.Column {
	return record.Column{Name: name, Kind: record.Float, Unit: unit, EN: en, ZH: zh}
}

func money(name, en, zh string) record.Column { return decimal(name, "yuan", en, zh) }

// yuan converts fen.
func yuan(fen int64) float64 { return float64(fen) / 100 }

// Names of the numbered kinds in the record.
var (
	categories    = []string{"beauty", "apparel", "food", "fresh", "household", "baby", "electronics", "jewellery", "health", "sports", "books", "furnishing"}
	streamerTiers = []string{"head", "waist", "tail"}
	merchantTiers = []string{"high-end", "mature", "emerging", "micro"}
)

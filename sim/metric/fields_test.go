package metric

import (
	"fmt"
	"reflect"
	"testing"

	"livebazaar/sim/record"
)

// fields calls each on every number and text of a record row, those of embedded structs included.
func fields(v reflect.Value, each func(name string, v reflect.Value)) {
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.Struct {
			fields(f, each)
		} else {
			each(v.Type().Field(i).Name, f)
		}
	}
}

// another changes a number or a text.
func another(v reflect.Value) {
	switch v.Kind() {
	case reflect.Int64:
		v.SetInt(v.Int() + 1)
	case reflect.Float64:
		v.SetFloat(v.Float() + 1)
	default:
		v.SetString(v.String() + "!")
	}
}

func contents(t *record.Table) string { return fmt.Sprint(t.Ints, t.Floats, t.Texts) }

// What the record knows is in the tables: whatever field of whatever row changes, a cell of its table does.
func TestEveryFieldOfTheRecordIsInATable(t *testing.T) {
	id := newRow("base", 0)
	for _, c := range []struct {
		name  string
		book  func() (*record.Book, reflect.Value)
		table func(*record.Book) *record.Table
	}{
		{"Day", func() (*record.Book, reflect.Value) {
			b := &record.Book{Days: make([]record.Day, 1)}
			return b, reflect.ValueOf(&b.Days[0]).Elem()
		}, func(b *record.Book) *record.Table { return dayTable(b, id) }},
		{"StreamerMonth", func() (*record.Book, reflect.Value) {
			b := &record.Book{Streamers: make([]record.StreamerMonth, 1)}
			return b, reflect.ValueOf(&b.Streamers[0]).Elem()
		}, func(b *record.Book) *record.Table { return streamerTable(b, id) }},
		{"MerchantMonth", func() (*record.Book, reflect.Value) {
			b := &record.Book{Merchants: make([]record.MerchantMonth, 1)}
			return b, reflect.ValueOf(&b.Merchants[0]).Elem()
		}, func(b *record.Book) *record.Table { return merchantTable(b, id) }},
		{"MCNMonth", func() (*record.Book, reflect.Value) {
			b := &record.Book{MCNs: make([]record.MCNMonth, 1)}
			return b, reflect.ValueOf(&b.MCNs[0]).Elem()
		}, func(b *record.Book) *record.Table { return mcnTable(b, id) }},
		{"CohortAge", func() (*record.Book, reflect.Value) {
			b := &record.Book{Cohorts: make([]record.CohortAge, 1)}
			return b, reflect.ValueOf(&b.Cohorts[0]).Elem()
		}, func(b *record.Book) *record.Table { return cohortTable(b, id) }},
		{"FlowDay", func() (*record.Book, reflect.Value) {
			b := &record.Book{Flows: make([]record.FlowDay, 1)}
			return b, reflect.ValueOf(&b.Flows[0]).Elem()
		}, func(b *record.Book) *record.Table { return flowDayTable(b, id) }},
	} {
		seen := 0
		_, plain := c.book()
		fields(plain, func(name string, _ reflect.Value) {
			b, row := c.book()
			fields(row, func(_ string, v reflect.Value) { another(v) }) // all 1: no mean is of nothing
			before := contents(c.table(b))
			row.FieldByName(name).SetZero()
			if contents(c.table(b)) == before {
				t.Errorf("%s.%s: no cell of table %s shows it", c.name, name, c.table(b).Name)
			}
			seen++
		})
		if seen < 4 {
			t.Errorf("%s: %d fields", c.name, seen)
		}
	}
}

// The totals of a window carry every counter of its days and of no others, over all platforms.
func TestTheWindowSumsEveryCounter(t *testing.T) {
	b := &record.Book{}
	for day := int64(1); day <= 4; day++ {
		for platform := range int64(2) {
			d := record.Day{}
			v, n := reflect.ValueOf(&d).Elem(), int64(0)
			fields(v, func(_ string, f reflect.Value) { n++; f.SetInt(n * (10*day + platform)) })
			d.Day, d.Platform = day, platform
			b.Days = append(b.Days, d)
		}
	}
	sum, n := look(b, Window{From: 2, To: 3}).sum, int64(0)
	fields(reflect.ValueOf(&sum).Elem(), func(name string, f reflect.Value) {
		n++
		want := n * (20 + 21 + 30 + 31)
		if field, _ := reflect.TypeFor[record.Day]().FieldByName(name); field.Tag.Get("state") != "" {
			want = 0
		}
		if f.Int() != want {
			t.Errorf("%s: the days of the window add up to %d, want %d", name, f.Int(), want)
		}
	})
}

package store

import (
	"io"
	"slices"
	"strconv"

	"livebazaar/agents/param"
	"livebazaar/sim/record"
	"livebazaar/sim/store/tablefile"
)

const contrastsName = "contrasts"

const (
	metricMeaning   = "id of the metric; livebazaar metrics ID explains it"
	metricMeaningZH = "指标代号；livebazaar metrics 代号 可查其定义"
)

// codebookSchema are the columns of the codebook: one row explains a column of a table.
func codebookSchema() tablefile.Schema {
	text := func(name, zh string) tablefile.Column { return tablefile.Column{Name: name, Kind: "text", ZH: zh} }
	return tablefile.Schema{Name: codebookName, Columns: []tablefile.Column{
		text("table", "表"), text("column", "列名"), text("column_zh", "中文列名"), text("type", "类型"), text("key", "主键次序"),
		text("unit", "单位"), text("unit_zh", "中文单位"), text("meaning", "英文含义"), text("meaning_zh", "中文含义"),
	}}
}

// writeCodebook explains every column of the tables, in their order. The type is int, float or text; the key counts the
// columns that identify a row, and is blank for the others; a unit is blank for what is no quantity.
func writeCodebook(w io.Writer, tables []tablefile.Schema, form CSV) (rows int64, err error) {
	out := form.begin(w, codebookSchema())
	for _, s := range tables {
		chinese := chineseNames(s)
		for i, c := range s.Columns {
			out.text(s.Name)
			out.text(c.Name)
			out.text(chinese[i])
			out.text(c.Kind)
			key := ""
			if i < s.Key {
				key = strconv.Itoa(i + 1)
			}
			out.text(key)
			out.text(c.Unit)
			out.text(param.UnitIn(c.Unit, "zh"))
			out.text(c.EN)
			out.text(c.ZH)
			if err := out.end(); err != nil {
				return rows, err
			}
			rows++
		}
	}
	return rows, out.flush()
}

// summarySchema are the columns of summary.csv with what they mean. Names and kinds are those of summaryTable, whose schema is
// part of the digest.
func summarySchema() tablefile.Schema {
	s := tablefile.SchemaOf(summaryTable(nil))
	explain(&s, map[string]tablefile.Column{
		"scenario":  {EN: "name of the scenario", ZH: "情景名称"},
		"replicate": {EN: "number of the replicate, from 0", ZH: "重复编号，从 0 开始"},
		"metric":    {EN: metricMeaning, ZH: metricMeaningZH},
		"unit":      {EN: "unit of the value", ZH: "单位"},
		"value":     {EN: "what the metric measured, in the unit beside it; blank: undefined", ZH: "指标值，单位见同行；空白表示无定义"},
	})
	return s
}

// explain gives columns their meanings.
func explain(s *tablefile.Schema, meanings map[string]tablefile.Column) {
	for i := range s.Columns {
		c := &s.Columns[i]
		m := meanings[c.Name]
		c.Unit, c.EN, c.ZH, c.NameZH = m.Unit, m.EN, m.ZH, m.NameZH
	}
}

// contrastKey are the columns of contrasts.csv that identify a row.
var contrastKey = []string{"study", "baseline", "scenario", "metric"}

// contrastMeanings explains the columns of contrasts.csv, of every version. One that is not here is a text without a meaning.
var contrastMeanings = map[string]tablefile.Column{
	"study":         {Kind: "text", EN: "name of the study", ZH: "研究名称"},
	"baseline":      {Kind: "text", EN: "scenario that the other is compared with", ZH: "基准情景，即比较的对照"},
	"scenario":      {Kind: "text", EN: "name of the scenario", ZH: "情景名称"},
	"metric":        {Kind: "text", EN: metricMeaning, ZH: metricMeaningZH},
	"family":        {Kind: "text", EN: "family of tests that p_holm is adjusted over; blank: none", ZH: "检验族，p_holm 在族内校正；空白：不属于任何族"},
	"unit":          {Kind: "text", EN: "unit of means and differences", ZH: "单位，均值与差值共用"},
	"replicates":    {Kind: "int", Unit: "count", EN: "pairs of replicates in which both sides were measured", ZH: "配对数，即两侧均有测量的重复数"},
	"baseline_mean": {Kind: "float", EN: "mean under the baseline over these pairs", ZH: "基准均值（配对内）"},
	"baseline_lo":   {Kind: "float", EN: "lower end of the interval of the baseline's mean", ZH: "基准均值下限，即区间下端"},
	"baseline_hi":   {Kind: "float", EN: "upper end of the interval of the baseline's mean", ZH: "基准均值上限，即区间上端"},
	"scenario_mean": {Kind: "float", EN: "mean under the scenario over these pairs", ZH: "情景均值（配对内）"},
	"scenario_lo":   {Kind: "float", EN: "lower end of the interval of the scenario's mean", ZH: "情景均值下限，即区间下端"},
	"scenario_hi":   {Kind: "float", EN: "upper end of the interval of the scenario's mean", ZH: "情景均值上限，即区间上端"},
	"diff":          {Kind: "float", EN: "mean paired difference, scenario less baseline", ZH: "配对差均值，情景减基准"},
	"diff_lo":       {Kind: "float", EN: "lower end of the interval of the difference", ZH: "差值下限，即区间下端"},
	"diff_hi":       {Kind: "float", EN: "upper end of the interval of the difference", ZH: "差值上限，即区间上端"},
	"rel_diff":      {Kind: "float", Unit: "share", EN: "difference over the mean under the baseline", ZH: "相对差，即差值除以基准均值"},
	"rel_lo":        {Kind: "float", Unit: "share", EN: "lower end of the interval of the relative difference", ZH: "相对差下限，即区间下端"},
	"rel_hi":        {Kind: "float", Unit: "share", EN: "upper end of the interval of the relative difference", ZH: "相对差上限，即区间上端"},
	"level":         {Kind: "float", Unit: "share", EN: "level of the intervals", ZH: "区间水平，即置信水平"},
	"p":             {Kind: "float", EN: "p-value of the test that there is no difference", ZH: "检验p值，零假设为无差异"},
	"p_holm":        {Kind: "float", EN: "p-value adjusted after Holm within the family", ZH: "霍尔姆校正p值，在检验族内校正"},
}

// contrastSchema are the columns that a contrasts.csv has, which depend on the version that wrote it.
func contrastSchema(path string) (tablefile.Schema, error) {
	s := tablefile.Schema{Name: contrastsName}
	header, err := tablefile.ReadCSVHeader(path)
	for _, name := range header {
		c, known := contrastMeanings[name]
		if !known {
			c.Kind = "text"
		}
		c.Name = name
		s.Columns = append(s.Columns, c)
		if s.Key < len(contrastKey) && name == contrastKey[s.Key] && len(s.Columns) == s.Key+1 {
			s.Key++
		}
	}
	return s, err
}

// eachContrast hands over the rows of a contrasts.csv as a table.
func eachContrast(path string, s tablefile.Schema, each func(*record.Table) error) error {
	columns, header := make([]record.Column, len(s.Columns)), make([]string, len(s.Columns))
	for i, c := range s.Columns {
		columns[i] = record.Column{Name: c.Name, Kind: record.Kind(slices.Index(tablefile.KindNames[:], c.Kind))}
		header[i] = c.Name
	}
	t := record.NewTable(s.Name, s.Key, columns...)
	err := tablefile.ReadCSV(path, func(_, cells []string) (err error) {
		for c, cell := range cells {
			var x float64
			var n int64
			switch columns[c].Kind {
			case record.Int:
				n, err = strconv.ParseInt(cell, 10, 64)
				t.Ints[c] = append(t.Ints[c], n)
			case record.Float:
				x, err = tablefile.ParseFloat(cell)
				t.Floats[c] = append(t.Floats[c], x)
			case record.Text:
				t.Texts[c] = append(t.Texts[c], cell)
			}
			if err != nil {
				return err
			}
		}
		t.Rows++
		return nil
	}, header)
	if err != nil {
		return err
	}
	return each(t)
}

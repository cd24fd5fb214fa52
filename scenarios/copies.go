package scenarios

import (
	"slices"
	"strings"

	"livebazaar/scenarios/written"
)

// File is an editable copy of an embedded file, or the schema beside it.
type File struct {
	Name string
	Data []byte
}

// SchemaFile is the name under which the schema lies beside scenario files.
const SchemaFile = "livebazaar.schema.json"

// Copies returns editable copies of an embedded study or scenario: the study with all its scenarios, which it then
// names as files, or the scenario with those it extends; and the schema. They run as they are and resolve to the same
// parameters as the originals.
func Copies(name string) ([]File, error) {
	if IsPath(name) {
		return nil, Problems{{Source: name, Reason: "only bundled scenarios and studies can be copied"}}
	}
	var files []File
	queue := []string{name}
	for i := 0; i < len(queue); i++ {
		d, ps := product.open(reference{name: queue[i]})
		if len(ps) > 0 {
			return nil, ps.Err()
		}
		edits := []written.Edit{{Text: "#:schema ./" + SchemaFile + "\n"}}
		refer := func(path ...string) {
			sp := d.At(path)
			to := strings.Trim(string(d.Src[sp.Value:sp.ValueEnd]), `"'`)
			if to == baselineName && path[0] == "extends" {
				return // it says nothing beyond the defaults
			}
			edits = append(edits, written.Edit{Start: sp.Value, End: sp.ValueEnd, Text: quoted(to + ".toml")})
			if !slices.Contains(queue, to) {
				queue = append(queue, to)
			}
		}
		if _, ok := d.Tree["extends"]; ok {
			refer("extends")
		}
		if study, ok := d.Tree["study"].(map[string]any); ok {
			names, _ := study["scenarios"].([]any)
			for j := range names {
				refer("study", "scenarios", written.ElementPart(j))
			}
			if _, ok := study["baseline"]; ok {
				refer("study", "baseline")
			}
		}
		files = append(files, File{queue[i] + ".toml", written.Edited(d.Src, edits)})
	}
	return append(files, File{SchemaFile, JSONSchema()}), nil
}

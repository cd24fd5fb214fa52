package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"livebazaar/sim/store"
)

// sheetRows is how many rows a worksheet of Excel has, the header among them.
const sheetRows = 1 << 20

// exportCommand writes the tables for other programs.
func exportCommand(c *console) *cobra.Command {
	var asCSV, spreadsheet bool
	var out string
	cmd := &cobra.Command{
		Use:   "export DIR --csv",
		Short: "Write all tables of a result folder as CSV, with a codebook of their columns",
		Long: `Write every table of a result folder, its summary and its contrasts as CSV into DIR/csv, and codebook.csv, which explains
their columns in English and Chinese. Columns have English names unless --lang zh is given. docs/formats.md shows how to read
them in R, Python and spreadsheets.`,
		Args: resultFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !asCSV {
				return usagef("export needs a format: livebazaar export %s --csv", shellWord(args[0]))
			}
			if err := checkOut(cmd, out); err != nil {
				return err
			}
			form := store.CSV{Chinese: c.Lang == "zh", Spreadsheet: spreadsheet}
			var files []store.Exported
			var m store.Manifest
			var err error
			if out == "" {
				files, m, err = exportBeside(cmd.Context(), args[0], form)
			} else {
				files, m, err = exportElsewhere(cmd.Context(), args[0], out, form)
			}
			switch {
			case errors.Is(err, errStopped) && out == "":
				return fmt.Errorf("%w: %s is exported as before", errStopped, args[0])
			case errors.Is(err, errStopped):
				return fmt.Errorf("%w: nothing is exported", errStopped)
			case errors.Is(err, store.ErrInTheWay):
				return usageError{err}
			case err != nil:
				return folderError(err)
			}
			c.exportNotices(files, m, form)
			paths := make([]string, len(files))
			for i, f := range files {
				paths[i] = f.Path
			}
			if c.json {
				return c.WriteJSON(paths)
			}
			for _, p := range paths {
				fmt.Fprintln(c.Out, p)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asCSV, "csv", false, "as CSV, the one format there is")
	cmd.Flags().BoolVar(&spreadsheet, "spreadsheet", false, "for Excel and the like: a byte order mark, and no text that becomes a formula")
	cmd.Flags().StringVar(&out, "out", "", "another folder to write into, in which nothing is replaced (default DIR/csv)")
	return cmd
}

// exportBeside writes into the result folder, whose manifest then lists the files.
func exportBeside(ctx context.Context, dir string, form store.CSV) ([]store.Exported, store.Manifest, error) {
	folder, err := store.Redraw(dir)
	if err != nil {
		return nil, store.Manifest{}, err
	}
	defer folder.Close()
	defer listens(ctx, dir)()
	files, err := folder.Export(ctx, form)
	return files, folder.Manifest(), err
}

// exportElsewhere leaves the result folder as it is, which may be one that nobody can write.
func exportElsewhere(ctx context.Context, dir, out string, form store.CSV) ([]store.Exported, store.Manifest, error) {
	results, err := store.Open(dir)
	if err != nil {
		return nil, store.Manifest{}, err
	}
	if _, err := store.ReadManifest(out); !errors.Is(err, store.ErrNotResults) {
		return nil, store.Manifest{}, usagef("--out %s: is a result folder; livebazaar export %s --csv writes into its csv/", out, shellWord(out))
	}
	defer listens(ctx, dir)()
	if err := results.Unchanged(); err != nil {
		return nil, store.Manifest{}, err
	}
	files, err := results.ExportTo(ctx, out, form)
	return files, results.Manifest(), err
}

// exportNotices says what a spreadsheet would do to the files.
func (c *console) exportNotices(files []store.Exported, m store.Manifest, form store.CSV) {
	for _, f := range files {
		if form.Spreadsheet && f.Rows >= sheetRows {
			c.Say("notice: %s has %d rows; a sheet of Excel shows the first %d", f.Path, f.Rows, sheetRows-1)
		}
	}
	var names []string
	for _, s := range m.Scenarios {
		names = append(names, s.Name)
	}
	for _, name := range append(names, m.Study) {
		if !form.Spreadsheet && store.Formula(name) {
			c.Say("notice: a spreadsheet takes %s for a formula; with --spreadsheet it is a text there", name)
			return
		}
	}
}

// Package store keeps the result folder: what a run leaves on disk, how it survives being killed, and how its bytes
// are checked later. The model never imports it.
//
//	DIR/manifest.json        what was run, by which version, how far it came, and the sum of every file
//	DIR/scenarios/NAME.toml  every scenario fully resolved
//	DIR/summary.csv          one number per scenario, replicate and metric
//	DIR/contrasts.csv        paired differences from the baseline
//	DIR/tables/NAME.parquet  the result tables; the small ones also as CSV
//	DIR/plots/, report.html  figures and report, which may be drawn again (Folder.Draw)
//	DIR/parts/               finished replicates and checkpoints of a run that is not complete yet
//	DIR/.lock                held while a process writes the folder
//
// Two rules make a run resumable from any moment. A file appears under its own name only when all its bytes are on the
// disk: it is written beside, synced, and renamed. And the manifest says "complete" only after everything else is in
// place; until then the replicates under parts/ are what counts, and tables are put together from them again.
//
// How a file is put in its place is package disk; the bytes of tables are package tablefile.
package store

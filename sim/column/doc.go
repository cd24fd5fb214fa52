// Package column works on structs of columns: slices with an entry for each agent, addressed by index. It makes them, lays them
// out in memory, empties a row, adds them up, saves, reads and copies them, and says what memory they take. All fields are found by
// reflection, so that a column added to a struct is in all of this by itself.
package column

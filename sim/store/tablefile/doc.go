// Package tablefile has the bytes of the tables in a result folder: their schema, Parquet, and CSV. It knows files and no folder: what a
// folder holds, and when a file of it is whole, is for package store.
//
// Equal tables give equal bytes, whatever the size of the pieces they were handed over in and the number of processors.
package tablefile

package column

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"io"
	"reflect"
	"sync"
	"unsafe"
)

// What is saved of a struct are its fields in their order, little-endian. Fields tagged snapshot:"-" are not part of it.

// ErrFormat reports what was written of another layout, or for another purpose.
var ErrFormat = errors.New("column: not of this layout")

// Layout identifies a type with all that it holds, in a version of what it means.
func Layout(version any, t reflect.Type) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, version)
	describe(h, t)
	return h.Sum64()
}

// Encode writes the struct that v points to, after magic and its layout, and a checksum.
func Encode(out io.Writer, magic string, layout uint64, v any) error {
	b := bufio.NewWriterSize(out, 1<<20)
	if _, err := b.WriteString(magic); err != nil {
		return err
	}
	e := &encoder{w: b}
	e.number(layout)
	e.value(reflect.ValueOf(v).Elem())
	e.number(uint64(e.sum))
	if e.err != nil {
		return e.err
	}
	return b.Flush()
}

// Decode reads what Encode wrote into the struct that v points to. It is ErrFormat if magic or layout are others, and another
// error if it is cut short or damaged. A column of so many entries as expected is believed at once; other lengths must not ask for
// memory that is not there.
func Decode(in io.Reader, magic string, layout uint64, expected int, v any) error {
	d := &decoder{r: bufio.NewReaderSize(in, 1<<20), expected: expected}
	begin := make([]byte, len(magic))
	if _, err := io.ReadFull(d.r, begin); err != nil || string(begin) != magic || d.number() != layout {
		return ErrFormat
	}
	d.value(reflect.ValueOf(v).Elem())
	if sum := uint64(d.sum); d.number() != sum && d.err == nil {
		d.err = errors.New("damaged")
	}
	return d.err
}

// Copy copies the struct that from points to into that at to, sharing no memory that changes. A slice of to that has room is
// filled.
func Copy(to, from any) { clone(reflect.ValueOf(to).Elem(), reflect.ValueOf(from).Elem()) }

// clone copies the value from into to.
func clone(to, from reflect.Value) {
	t := from.Type()
	switch {
	case flat(t):
		to.Set(from)
	case t.Kind() == reflect.Slice:
		n := from.Len()
		if to.Cap() < n {
			to.Set(reflect.MakeSlice(t, n, n))
		}
		to.SetLen(n)
		if flat(t.Elem()) {
			if n > 0 {
				adviseHuge(raw(to.UnsafePointer(), t.Elem(), n))
			}
			reflect.Copy(to, from)
			return
		}
		for i := range n {
			clone(to.Index(i), from.Index(i))
		}
	case t.Kind() == reflect.Array:
		for i := range from.Len() {
			clone(to.Index(i), from.Index(i))
		}
	case t.Kind() == reflect.Struct:
		for _, i := range stored(t) {
			clone(field(to, i), field(from, i))
		}
	}
}

func describe(h io.Writer, t reflect.Type) {
	fmt.Fprint(h, t.Kind(), ";")
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.Tag.Get("snapshot") != "-" {
				fmt.Fprint(h, f.Name, ":")
				describe(h, f.Type)
			}
		}
	case reflect.Slice, reflect.Array:
		if t.Kind() == reflect.Array {
			fmt.Fprint(h, t.Len())
		}
		describe(h, t.Elem())
	}
}

// plain reports whether values of the type are their bytes.
func plain(t reflect.Type) bool {
	known, ok := plainTypes.Load(t)
	if !ok {
		known, _ = plainTypes.LoadOrStore(t, isPlain(t))
	}
	return known.(bool)
}

var plainTypes sync.Map

func isPlain(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Bool, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float64:
		return true
	case reflect.Array:
		return plain(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if !plain(t.Field(i).Type) || t.Field(i).Tag.Get("snapshot") == "-" {
				return false
			}
		}
		return true
	case reflect.Int, reflect.Uint:
		panic("column: " + t.String() + " in the state has no fixed size")
	}
	return false
}

// stored are the indices of a struct's fields that are part of the state.
func stored(t reflect.Type) []int {
	known, ok := storedFields.Load(t)
	if !ok {
		var fields []int
		for i := range t.NumField() {
			if t.Field(i).Tag.Get("snapshot") != "-" {
				fields = append(fields, i)
			}
		}
		known, _ = storedFields.LoadOrStore(t, fields)
	}
	return known.([]int)
}

var storedFields sync.Map

// flat reports whether a copied value shares no memory that changes with the first: it is plain but for texts.
func flat(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String:
		return true
	case reflect.Array:
		return flat(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if t.Field(i).Tag.Get("snapshot") == "-" || !flat(t.Field(i).Type) {
				return false
			}
		}
		return true
	}
	return plain(t)
}

// raw returns the bytes of n values of a plain type that begin at p. The machine must be little-endian.
func raw(p unsafe.Pointer, t reflect.Type, n int) []byte {
	return unsafe.Slice((*byte)(p), int(t.Size())*n)
}

func init() {
	if binary.NativeEndian.Uint16([]byte{1, 0}) != 1 {
		panic("column: needs a little-endian machine")
	}
}

// field returns field i of an addressable struct, settable also when it is not exported.
func field(v reflect.Value, i int) reflect.Value {
	f := v.Field(i)
	return reflect.NewAt(f.Type(), f.Addr().UnsafePointer()).Elem()
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

type encoder struct {
	w   io.Writer
	sum uint32 // CRC-32C of what was written
	err error
	buf [8]byte
}

func (e *encoder) bytes(b []byte) {
	if e.err == nil {
		e.sum = crc32.Update(e.sum, castagnoli, b)
		_, e.err = e.w.Write(b)
	}
}

func (e *encoder) number(n uint64) {
	binary.LittleEndian.PutUint64(e.buf[:], n)
	e.bytes(e.buf[:])
}

func (e *encoder) value(v reflect.Value) {
	t := v.Type()
	switch {
	case plain(t):
		e.bytes(raw(v.Addr().UnsafePointer(), t, 1))
	case t.Kind() == reflect.String:
		e.number(uint64(v.Len()))
		e.bytes(unsafe.Slice(unsafe.StringData(v.String()), v.Len()))
	case t.Kind() == reflect.Slice:
		e.number(uint64(v.Len()))
		if v.Len() > 0 && plain(t.Elem()) {
			e.bytes(raw(v.UnsafePointer(), t.Elem(), v.Len()))
			return
		}
		for i := range v.Len() {
			e.value(v.Index(i))
		}
	case t.Kind() == reflect.Array:
		for i := range v.Len() {
			e.value(v.Index(i))
		}
	case t.Kind() == reflect.Struct:
		for _, i := range stored(t) {
			e.value(field(v, i))
		}
	default:
		panic("column: a " + t.String() + " in the state cannot be saved")
	}
}

type decoder struct {
	r        io.Reader
	expected int    // entries that a column may be believed to have at once
	sum      uint32 // CRC-32C of what was read
	err      error
}

func (d *decoder) bytes(b []byte) {
	if d.err == nil {
		_, d.err = io.ReadFull(d.r, b)
		d.sum = crc32.Update(d.sum, castagnoli, b)
	}
}

func (d *decoder) number() uint64 {
	var b [8]byte
	d.bytes(b[:])
	return binary.LittleEndian.Uint64(b[:])
}

// length reads a length; one that memory could never hold is an error.
func (d *decoder) length(size uintptr) int {
	n := d.number()
	if d.err == nil && n > 1<<40/uint64(size+1) {
		d.err = errors.New("absurd length")
	}
	if d.err != nil {
		return 0
	}
	return int(n)
}

func (d *decoder) value(v reflect.Value) {
	t := v.Type()
	switch {
	case d.err != nil:
	case plain(t):
		d.bytes(raw(v.Addr().UnsafePointer(), t, 1))
	case t.Kind() == reflect.String:
		b := make([]byte, min(d.length(1), 1<<20))
		d.bytes(b)
		v.SetString(string(b))
	case t.Kind() == reflect.Slice:
		d.slice(v, d.length(t.Elem().Size()))
	case t.Kind() == reflect.Array:
		for i := range v.Len() {
			d.value(v.Index(i))
		}
	case t.Kind() == reflect.Struct:
		for _, i := range stored(t) {
			d.value(field(v, i))
		}
	}
}

// slice reads n values. A damaged length must not ask for memory that is not there: beyond 4 MB, and beyond so many entries as are
// expected, memory grows with what has been read.
func (d *decoder) slice(v reflect.Value, n int) {
	t, size := v.Type(), int(v.Type().Elem().Size())
	v.Set(reflect.MakeSlice(t, 0, 0))
	for at := 0; at < n && d.err == nil; {
		upTo := n
		if n > d.expected {
			upTo = min(n, max(2*at, 1<<22/max(size, 1), 1))
		}
		longer := reflect.MakeSlice(t, upTo, upTo)
		if plain(t.Elem()) {
			adviseHuge(raw(longer.UnsafePointer(), t.Elem(), upTo))
		}
		reflect.Copy(longer, v)
		v.Set(longer)
		if plain(t.Elem()) {
			d.bytes(raw(v.Index(at).Addr().UnsafePointer(), t.Elem(), upTo-at))
			at = upTo
		}
		for ; at < upTo && d.err == nil; at++ {
			d.value(v.Index(at))
		}
	}
}

// Sum returns a checksum of the value that p points to, as it would be saved.
func Sum(p any) uint32 {
	e := &encoder{w: io.Discard}
	e.value(reflect.ValueOf(p).Elem())
	return e.sum
}

package ink

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"gonum.org/v1/plot/vg"
)

// Who reads the file of a picture sees each of its pixels, and no other.
func TestAPictureReadsBackAsItIs(t *testing.T) {
	t.Parallel()
	for _, high := range []vg.Length{vg.Inch, 2 * vg.Inch, vg.Inch / 50} { // the last one in memory that has been drawn on
		p := NewPixels(vg.Inch, high)
		img := p.Canvas.Image()
		size := img.Bounds().Size()
		for i := range 900 { // one line in three has marks, and those of lines beside each other differ
			y := i * 7919 % size.Y
			img.Set(i*31%size.X, y-y%3, color.RGBA{uint8(i), uint8(i * i), uint8(3 * i), 255})
		}
		file, err := p.PNG()
		if err != nil {
			t.Fatal(err)
		}
		read, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if read.Bounds().Size() != size || read.ColorModel() != color.RGBAModel {
			t.Fatalf("%v of model %v, want %v", read.Bounds(), read.ColorModel(), size)
		}
		marks := 0
		for y := range size.Y {
			for x := range size.X {
				if read.At(x, y) != img.At(x, y) {
					t.Fatalf("%v at %v is read as %v", img.At(x, y), image.Pt(x, y), read.At(x, y))
				}
				if read.At(x, y) != (color.RGBA{255, 255, 255, 255}) {
					marks++
				}
			}
		}
		if marks < 100 {
			t.Errorf("%d marks", marks)
		}
		p.Free()
	}
}

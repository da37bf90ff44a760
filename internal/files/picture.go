package files

import (
	"bytes"
	"context"
	"image"
	"image/color"
	_ "image/gif" // pictures are decoded by what was registered
	"image/jpeg"
	_ "image/png" // the same
	"io"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // the same
)

const (
	// mostSide and mostPixels bound the picture that a file may claim to be: its dimensions are read before any pixel.
	mostSide   = 20_000
	mostPixels = 120_000_000
	// mostDecoded is how much memory decoding a picture for its thumbnail may take, in bytes. A larger one has none.
	mostDecoded = 160 << 20
	// thumbnailSide is how large a thumbnail is at most, in pixels.
	thumbnailSide = 320
)

// tooMany tells whether a picture claims more pixels than any that people send.
func tooMany(c image.Config) bool {
	return c.Width > mostSide || c.Height > mostSide || c.Width*c.Height > mostPixels
}

// decoded is how much memory the pixels of a picture take, in bytes, about.
func decoded(c image.Config, progressive bool) int {
	each := 4
	switch c.ColorModel {
	case color.YCbCrModel:
		each = 3
	case color.GrayModel:
		each = 1
	case color.RGBA64Model, color.NRGBA64Model:
		each = 8
	}
	if _, palette := c.ColorModel.(color.Palette); palette {
		each = 1
	}
	if progressive { // all its coefficients are kept until the last scan
		each *= 5
	}
	return c.Width * c.Height * each
}

// thumbnail draws a picture small, turned as EXIF says; nil where it cannot be decoded, which is no failure: it can be
// saved all the same. Pictures are decoded one at a time, whoever sends them.
func (r *Room) thumbnail(ctx context.Context, picture io.Reader, turn int) ([]byte, error) {
	select {
	case r.drawing <- struct{}{}:
		defer func() { <-r.drawing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	whole, _, err := image.Decode(picture)
	if err != nil || whole.Bounds().Empty() {
		return nil, nil
	}
	small := turned(shrunk(whole), turn)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, small, &jpeg.Options{Quality: 82}); err != nil || out.Len() > chunkSize {
		return nil, nil
	}
	return out.Bytes(), nil
}

// shrunk draws a picture on white, at most thumbnailSide large: in two steps, of which the first is coarse and cheap.
func shrunk(whole image.Image) *image.RGBA {
	step := fit(whole.Bounds(), 4*thumbnailSide)
	coarse := image.NewRGBA(step)
	draw.Draw(coarse, step, image.White, image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(coarse, step, whole, whole.Bounds(), draw.Over, nil)
	to := fit(whole.Bounds(), thumbnailSide)
	if to == step {
		return coarse
	}
	small := image.NewRGBA(to)
	draw.BiLinear.Scale(small, to, coarse, step, draw.Src, nil)
	return small
}

// fit is a rectangle of these proportions, whose sides are at most so long.
func fit(r image.Rectangle, side int) image.Rectangle {
	w, h := r.Dx(), r.Dy()
	if longest := max(w, h); longest > side {
		w, h = max(1, w*side/longest), max(1, h*side/longest)
	}
	return image.Rect(0, 0, w, h)
}

// turned draws a picture as EXIF's orientation says: 3 upside down, 6 and 8 on a side, the others mirrored.
func turned(from *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return from
	}
	w, h := from.Bounds().Dx(), from.Bounds().Dy()
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	if onSide(orientation) {
		to = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			at := [...][2]int{2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y}, 5: {y, x}, 6: {h - 1 - y, x}, 7: {h - 1 - y, w - 1 - x}, 8: {y, w - 1 - x}}[orientation]
			to.SetRGBA(at[0], at[1], from.RGBAAt(x, y))
		}
	}
	return to
}

// onSide tells whether a picture's width is its height once it is turned.
func onSide(orientation int) bool { return orientation >= 5 }

package fileui_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"strings"
	"testing"

	"parvis/internal/postgres"
	"parvis/web/urls"
)

// photo is a JPEG, red above and blue below.
func photo(t testing.TB, w, h int) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{R: 220, A: 255}
			if y >= h/2 {
				c = color.RGBA{B: 220, A: 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// taken gives a JPEG the notes of a telephone: held on its side, and where it was.
func taken(picture string) string {
	notes := "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x02" + "\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00" + "\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x26" +
		"\x00\x00\x00\x00" + "GPSLatitude 48.8606 Longitude 2.3376"
	xmp := "http://ns.adobe.com/xap/1.0/\x00<x exif:GPSLatitude='48,51.6N'/>"
	part := func(mark byte, text string) string {
		return "\xff" + string([]byte{mark}) + string([]byte{byte((len(text) + 2) >> 8), byte(len(text) + 2)}) + text
	}
	return picture[:2] + part(0xe1, notes) + part(0xe1, xmp) + part(0xfe, "GPS 48.86") + picture[2:] + "\xff\xd8 another picture, GPS 48.86"
}

func TestAPhotographForgetsWhereItWasTakenAndStands(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	h.add(team, nil, sent{"IMG_0001.JPG", taken(photo(t, 800, 400))}).Want(t, http.StatusSeeOther)
	id := h.last()
	got := team.Get(urls.File(id)).Want(t, http.StatusOK)
	for _, secret := range []string{"GPS", "48.86", "Latitude", "another picture"} {
		if strings.Contains(got.Body, secret) {
			t.Errorf("what is saved holds %q", secret)
		}
	}
	if !strings.Contains(got.Body, "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06") {
		t.Error("how it is to be turned is lost")
	}
	if c, err := jpeg.DecodeConfig(strings.NewReader(got.Body)); err != nil || c.Width != 800 || c.Height != 400 {
		t.Errorf("%+v, %v", c, err)
	}
	small := team.Get(urls.FileThumbnail(id)).Want(t, http.StatusOK)
	img, err := jpeg.Decode(strings.NewReader(small.Body))
	h.must(err)
	if img.Bounds().Dx() != 160 || img.Bounds().Dy() != 320 {
		t.Fatalf("the thumbnail is %v", img.Bounds())
	}
	left, _, _, _ := img.At(20, 160).RGBA()
	right, _, _, _ := img.At(140, 160).RGBA()
	if left > right { // its top, which is red, is on the right once it is turned
		t.Errorf("the thumbnail is not turned: %d %d", left, right)
	}
	if small.Header.Get("Content-Security-Policy") != "default-src 'none'; sandbox" || small.Header.Get("Content-Type") != "image/jpeg" {
		t.Errorf("%v", small.Header)
	}
	sizes, err := postgres.Scalar[string](t.Context(), h.DB, `SELECT width || '×' || height FROM files`, nil)
	if h.must(err); sizes != "400×800" {
		t.Errorf("it is noted as %s", sizes)
	}
}

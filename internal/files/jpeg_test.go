package files

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"
)

// sample is a small JPEG.
func sample(t testing.TB) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 40, 20))
	for i := range img.Pix {
		img.Pix[i] = byte(i * 31)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAJPEGKeepsItsPixelsAndHowItIsTurned(t *testing.T) {
	t.Parallel()
	whole := sample(t)
	for turn := 1; turn <= 8; turn++ {
		var out bytes.Buffer
		facts, err := withoutNotes(&out, bytes.NewReader(append(append(append([]byte{}, whole[:2]...), exifOf(turn)...), whole[2:]...)))
		if err != nil || facts.orientation != turn || facts.progressive {
			t.Fatalf("turned by %d: %+v, %v", turn, facts, err)
		}
		before, errBefore := jpeg.Decode(bytes.NewReader(whole))
		after, errAfter := jpeg.Decode(&out)
		if errBefore != nil || errAfter != nil || !bytes.Equal(before.(*image.YCbCr).Y, after.(*image.YCbCr).Y) {
			t.Fatalf("turned by %d: other pixels, %v", turn, errAfter)
		}
	}
}

// Each orientation brings what is above and left of the picture, as it stands, to the corner where it belongs.
func TestEachOrientationIsApplied(t *testing.T) {
	t.Parallel()
	red := color.RGBA{R: 255, A: 255}
	for turn, at := range map[int]image.Point{1: {0, 0}, 2: {2, 0}, 3: {2, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 2}, 8: {0, 2}} {
		img := image.NewRGBA(image.Rect(0, 0, 3, 2))
		img.SetRGBA(0, 0, red)
		got := turned(img, turn)
		if onSide(turn) != (got.Bounds().Dx() == 2) || got.RGBAAt(at.X, at.Y) != red {
			t.Errorf("orientation %d: %v, red is not at %v", turn, got.Bounds(), at)
		}
	}
}

// FuzzWithoutNotes holds that whatever is sent is read to an end, that what comes out is a JPEG with nothing to say, and that
// taking its notes out once more changes nothing.
func FuzzWithoutNotes(f *testing.F) {
	whole := sample(f)
	f.Add(whole)
	f.Add(append(append(append([]byte{}, whole[:2]...), exifOf(6)...), whole[2:]...))
	f.Add(append(append([]byte{}, whole...), "\xff\xd8GPS"...))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II\x2a\x00\xff\xff\xff\xff\xff\xd9"))
	f.Fuzz(func(t *testing.T, sent []byte) {
		var once, twice bytes.Buffer
		facts, err := withoutNotes(&once, bytes.NewReader(sent))
		if err != nil {
			return
		}
		if once.Len() > len(sent)+40 {
			t.Fatalf("%d bytes became %d", len(sent), once.Len())
		}
		again, err := withoutNotes(&twice, bytes.NewReader(once.Bytes()))
		if err != nil || again != facts || !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Fatalf("%+v became %+v, %v", facts, again, err)
		}
	})
}

// FuzzOtherNotes holds that PNG and WebP pictures are read to an end too, and do not grow.
func FuzzOtherNotes(f *testing.F) {
	f.Add([]byte(pngHead + "\x00\x00\x00\x04tEXtGPS1crc1\x00\x00\x00\x00IENDcrc2more"))
	f.Add([]byte("RIFF\x1a\x00\x00\x00WEBPVP8X\x02\x00\x00\x00\x0c\x00EXIF\x04\x00\x00\x00GPS1"))
	f.Fuzz(func(t *testing.T, sent []byte) {
		var png, webp bytes.Buffer
		if err := pngWithoutNotes(&png, bytes.NewReader(sent)); err == nil && (png.Len() > len(sent) || bytes.Contains(png.Bytes(), []byte("tEXt"+"GPS1"))) {
			t.Fatalf("%q became %q", sent, png.Bytes())
		}
		file, err := os.Create(filepath.Join(t.TempDir(), "sent"))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = file.Close() }()
		if _, err := file.Write(sent); err != nil {
			t.Fatal(err)
		}
		if err := webPWithoutNotes(&webp, file); err == nil && webp.Len() > len(sent) {
			t.Fatalf("%q became %q", sent, webp.Bytes())
		}
	})
}

func TestOtherPicturesForgetTheirNotesToo(t *testing.T) {
	t.Parallel()
	var png, webp bytes.Buffer
	err := pngWithoutNotes(&png, bytes.NewReader([]byte(pngHead+"\x00\x00\x00\x04tEXtGPS1crc1\x00\x00\x00\x02IDATxxcrc3\x00\x00\x00\x00IENDcrc2more")))
	if want := pngHead + "\x00\x00\x00\x02IDATxxcrc3\x00\x00\x00\x00IENDcrc2"; err != nil || png.String() != want {
		t.Errorf("%q, %v", png.String(), err)
	}
	file, err := os.Create(filepath.Join(t.TempDir(), "a.webp"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	_, _ = file.WriteString("RIFF\x1a\x00\x00\x00WEBPVP8X\x02\x00\x00\x00\x1c\x00EXIF\x04\x00\x00\x00GPS1")
	err = webPWithoutNotes(&webp, file)
	if want := "RIFF\x0e\x00\x00\x00WEBPVP8X\x02\x00\x00\x00\x10\x00"; err != nil || webp.String() != want {
		t.Errorf("%q, %v", webp.String(), err)
	}
}

package files

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
)

// PNG and WebP pictures carry notes too, in pieces of their own, which are left out in the same way.

const pngHead = "\x89PNG\r\n\x1a\n"

var errPNG = errors.New("not a PNG that can be read")

// pngNotes are the pieces of a PNG that say something beside the picture: EXIF, texts, the hour.
var pngNotes = []string{"eXIf", "tEXt", "zTXt", "iTXt", "tIME"}

// pngWithoutNotes copies a PNG without its notes, and without what follows its end.
func pngWithoutNotes(w io.Writer, from io.Reader) error {
	r := bufio.NewReaderSize(from, 64<<10)
	var head [8]byte
	if _, err := io.ReadFull(r, head[:]); err != nil || string(head[:]) != pngHead {
		return errPNG
	}
	if _, err := w.Write(head[:]); err != nil {
		return err
	}
	for {
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return errors.Join(errPNG, err)
		}
		length, name := int64(binary.BigEndian.Uint32(head[:4])), string(head[4:])
		to := w
		if slices.Contains(pngNotes, name) {
			to = io.Discard
		}
		if _, err := to.Write(head[:]); err != nil {
			return err
		}
		if _, err := io.CopyN(to, r, length+4); err != nil { // and its checksum
			return errors.Join(errPNG, err)
		}
		if name == "IEND" {
			return nil
		}
	}
}

var errWebP = errors.New("not a WebP that can be read")

// webPNotes are the pieces of a WebP beside the picture, with the bit of its head that announces each.
var webPNotes = map[string]byte{"EXIF": 0x08, "XMP ": 0x04}

// webPWithoutNotes copies a WebP without its notes, and without what follows its end.
func webPWithoutNotes(w io.Writer, from *os.File) error {
	var head [12]byte
	if _, err := from.ReadAt(head[:], 0); err != nil || string(head[:4]) != "RIFF" || string(head[8:]) != "WEBP" {
		return errWebP
	}
	end := int64(binary.LittleEndian.Uint32(head[4:])) + 8
	type piece struct{ at, length int64 }
	var pieces []piece
	size := int64(4)
	for at := int64(12); at < end; {
		var of [8]byte
		if _, err := from.ReadAt(of[:], at); err != nil {
			return errors.Join(errWebP, err)
		}
		length := int64(binary.LittleEndian.Uint32(of[4:]))
		length += 8 + length&1
		if _, notes := webPNotes[string(of[:4])]; !notes {
			pieces = append(pieces, piece{at, length})
			size += length
		}
		if len(pieces) > mostPieces {
			return errWebP
		}
		at += length
	}
	binary.LittleEndian.PutUint32(head[4:], uint32(size))
	if _, err := w.Write(head[:]); err != nil {
		return err
	}
	for _, p := range pieces {
		part := io.NewSectionReader(from, p.at, p.length)
		var of [9]byte
		if n, _ := io.ReadFull(part, of[:]); n == len(of) && string(of[:4]) == "VP8X" {
			for _, bit := range webPNotes {
				of[8] &^= bit
			}
			if _, err := w.Write(of[:]); err != nil {
				return err
			}
		} else if _, err := part.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.Copy(w, part); err != nil {
			return err
		}
	}
	return nil
}

// mostPieces is how many pieces a WebP may be made of: a long animation has one for each picture.
const mostPieces = 10_000

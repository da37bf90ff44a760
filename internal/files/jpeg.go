package files

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

// A telephone writes in a picture where it was taken, when, and with what. withoutNotes copies a JPEG without what is
// beside the picture: all but its frame, its tables, its scans, its colours (ICC, Adobe) and how it is to be turned. The
// pixels are not touched: encoding them again would blur a photograph that is to be printed, and take its memory. What
// follows the end of the picture goes too: cameras append a second picture there, or a film, with notes of their own.

var errJPEG = errors.New("not a JPEG that can be read")

// Markers of a JPEG.
const (
	markSOI, markEOI, markSOS = 0xd8, 0xd9, 0xda
	markAPP0, markAPP15       = 0xe0, 0xef
	markCOM                   = 0xfe
)

const (
	exifName = "Exif\x00\x00"
	iccName  = "ICC_PROFILE\x00"
	adobe    = "Adobe"
	jfif     = "JFIF\x00"
)

// jpegFacts is what was found on the way.
type jpegFacts struct {
	orientation int  // 1 to 8, as EXIF counts; 1: as it is
	progressive bool // decoding it takes several times the memory
}

// withoutNotes copies a JPEG to w, without its notes.
func withoutNotes(w io.Writer, from io.Reader) (jpegFacts, error) {
	r := bufio.NewReaderSize(from, 64<<10)
	facts := jpegFacts{orientation: 1}
	if b, err := r.Peek(2); err != nil || b[0] != 0xff || b[1] != markSOI {
		return facts, errJPEG
	}
	_, _ = r.Discard(2)
	out := bufio.NewWriterSize(w, 64<<10)
	_, _ = out.Write([]byte{0xff, markSOI})
	told, scanned := false, false // the orientation was written; there was a scan
	next := marker
	for {
		mark, err := next(r)
		if err != nil {
			return facts, err
		}
		next = marker
		if mark == markEOI {
			if !scanned {
				return facts, errJPEG
			}
			_, _ = out.Write([]byte{0xff, markEOI})
			return facts, out.Flush()
		}
		if alone(mark) {
			_, _ = out.Write([]byte{0xff, mark})
			continue
		}
		part, err := segment(r)
		if err != nil {
			return facts, err
		}
		if turn := orientationOf(mark, part); turn > 1 && !told {
			told, facts.orientation = true, turn
			_, _ = out.Write(exifOf(turn))
		}
		if isFrame(mark) && mark != 0xc0 && mark != 0xc1 {
			facts.progressive = true
		}
		if kept(mark, part) {
			_, _ = out.Write([]byte{0xff, mark, byte((len(part) + 2) >> 8), byte(len(part) + 2)})
			_, _ = out.Write(part)
		}
		if mark == markSOS {
			scanned = true
			if err := scan(out, r); err != nil {
				return facts, err
			}
			next = named
		}
	}
}

// alone tells the markers that nothing follows.
func alone(mark byte) bool { return mark == 0x01 || mark >= 0xd0 && mark <= 0xd7 }

// isFrame tells the markers that begin a frame.
func isFrame(mark byte) bool {
	return mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc
}

// marker reads the next marker, over the bytes that may fill the place before it.
func marker(r *bufio.Reader) (byte, error) {
	if b, err := r.ReadByte(); err != nil || b != 0xff {
		return 0, errors.Join(errJPEG, err)
	}
	return named(r)
}

// named reads which marker it is, once its first byte was read.
func named(r *bufio.Reader) (b byte, err error) {
	for b = 0xff; b == 0xff; {
		if b, err = r.ReadByte(); err != nil {
			return 0, errors.Join(errJPEG, err)
		}
	}
	if b == 0 || b == markSOI {
		return 0, errJPEG
	}
	return b, nil
}

// segment reads what follows a marker: 64 KB at most.
func segment(r *bufio.Reader) ([]byte, error) {
	var length [2]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return nil, errors.Join(errJPEG, err)
	}
	n := int(binary.BigEndian.Uint16(length[:]))
	if n < 2 {
		return nil, errJPEG
	}
	part := make([]byte, n-2)
	if _, err := io.ReadFull(r, part); err != nil {
		return nil, errors.Join(errJPEG, err)
	}
	return part, nil
}

// kept tells whether a segment is part of the picture.
func kept(mark byte, part []byte) bool {
	begins := func(name string) bool { return len(part) >= len(name) && string(part[:len(name)]) == name }
	switch {
	case mark == markCOM:
		return false
	case mark == markAPP0:
		return begins(jfif) && len(part) == 14 // without a thumbnail
	case mark == 0xe2:
		return begins(iccName)
	case mark == 0xee:
		return begins(adobe)
	case mark >= markAPP0 && mark <= markAPP15:
		return false
	}
	return true
}

// scan copies the pixels that follow the head of a scan, up to the first byte of the marker after them, which it reads.
func scan(out *bufio.Writer, r *bufio.Reader) error {
	for {
		part, err := r.ReadSlice(0xff)
		if errors.Is(err, bufio.ErrBufferFull) {
			_, _ = out.Write(part)
			continue
		}
		if err != nil {
			return errors.Join(errJPEG, err)
		}
		_, _ = out.Write(part[:len(part)-1])
		next, err := r.Peek(1)
		if err != nil {
			return errors.Join(errJPEG, err)
		}
		switch b := next[0]; {
		case b == 0xff:
			return nil // fills the place before a marker
		case b == 0 || b >= 0xd0 && b <= 0xd7:
			_, _ = out.Write([]byte{0xff, b})
			_, _ = r.Discard(1)
		default:
			return nil
		}
	}
}

// orientationOf reads how a picture is to be turned in the notes of a camera: 1 where it does not say.
func orientationOf(mark byte, part []byte) int {
	if mark != 0xe1 || len(part) < len(exifName)+8 || string(part[:len(exifName)]) != exifName {
		return 1
	}
	notes := part[len(exifName):]
	var order binary.ByteOrder = binary.BigEndian
	switch string(notes[:2]) {
	case "II":
		order = binary.LittleEndian
	case "MM":
	default:
		return 1
	}
	at := uint64(order.Uint32(notes[4:]))
	if order.Uint16(notes[2:]) != 42 || at+2 > uint64(len(notes)) {
		return 1
	}
	n := uint64(order.Uint16(notes[at:]))
	for i := range n {
		entry := at + 2 + 12*i
		if entry+12 > uint64(len(notes)) {
			return 1
		}
		if order.Uint16(notes[entry:]) == tagOrientation && order.Uint16(notes[entry+2:]) == 3 {
			if turn := int(order.Uint16(notes[entry+8:])); turn >= 1 && turn <= 8 {
				return turn
			}
			return 1
		}
	}
	return 1
}

const tagOrientation = 0x0112

// exifOf is the notes of a picture that say how it is to be turned, and nothing else.
func exifOf(turn int) []byte {
	notes := []byte("\xff\xe1\x00\x22" + exifName + "MM\x00\x2a\x00\x00\x00\x08\x00\x01")
	notes = append(notes, tagOrientation>>8, tagOrientation&0xff, 0, 3, 0, 0, 0, 1, 0, byte(turn), 0, 0)
	return append(notes, 0, 0, 0, 0)
}

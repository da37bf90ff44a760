package fileui

import (
	"bytes"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/klauspost/compress/gzhttp"

	"parvis/internal/files"
)

// nothing is what the content of a file may do where a browser shows it all the same.
const nothing = "default-src 'none'; sandbox"

// guard sets what every answer with a content carries: whatever it is, it is no page of this site.
func guard(h http.Header) {
	h.Set("Content-Security-Policy", nothing)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set(gzhttp.HeaderNoCompression, "1") // mostly compressed already, and read from any place in it
}

// send gives a file to save. Who may see it is asked each time: a browser that has it asks whether it still does.
func (h *Handlers) send(w http.ResponseWriter, r *http.Request) error {
	f, err := h.file(r)
	if err != nil {
		return err
	}
	head := w.Header()
	if f.Scan.State != files.Found && r.Header.Get("If-None-Match") == etag(f) { // nothing is read for whoever has it
		guard(head)
		head.Set("ETag", etag(f))
		head.Set("Cache-Control", "private, no-cache")
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	content, err := h.files.Content(r.Context(), f) // before anything is answered
	if err != nil {
		return err
	}
	guard(head)
	head.Set("Content-Type", f.Type.Media())
	head.Set("Content-Disposition", disposition(f.Name))
	head.Set("Cache-Control", "private, no-cache")
	head.Set("ETag", etag(f))
	http.ServeContent(w, r, "", time.Time{}, content)
	return nil
}

// thumbnail shows a picture small: what Parvis drew, never what was sent.
func (h *Handlers) thumbnail(w http.ResponseWriter, r *http.Request) error {
	f, err := h.file(r)
	if err != nil {
		return err
	}
	data, err := h.files.ThumbnailOf(r.Context(), f)
	if err != nil {
		return err
	}
	head := w.Header()
	guard(head)
	head.Set("Content-Type", "image/jpeg")
	head.Set("Content-Disposition", "inline")
	head.Set("Cache-Control", "private, max-age=600")
	head.Set("ETag", etag(f))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	return nil
}

// etag tells contents apart.
func etag(f files.File) string { return `"` + hex.EncodeToString(f.SHA256[:16]) + `"` }

// disposition asks for a file to be saved under its name: whole for browsers (RFC 5987), and in plain letters for others.
func disposition(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || r < ' ' || r == '"' || r == '\\' || r == '%' {
			return '_'
		}
		return r
	}, name)
	return `attachment; filename="` + plain + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}

// Package static serves the style sheet, fonts and scripts embedded in the binary.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
)

//go:embed app.css plan.css paper.css asked.css day.css asking.js day.js day-worker.js kiosk.js kiosk-worker.js entry.js leave.js app.js answers.js stay.js plan.js chosen.js board.js slots.js session.js files.js print.js vendor/htmx.min.js vendor/idiomorph-ext.min.js fonts/*.woff2 icon.svg
var files embed.FS

// version is a hash of everything served, so that a URL always names the same bytes.
var version = func() string {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := files.ReadFile(path)
		sum.Write([]byte(path))
		sum.Write(content)
		return err
	})
	if err != nil {
		panic(err) // embedded files are always readable
	}
	return hex.EncodeToString(sum.Sum(nil))[:12]
}()

// URL is the address of an embedded file, for instance "app.css".
func URL(name string) string { return "/static/" + version + "/" + name }

// Handler serves the files; those of this version may be kept for ever.
func Handler() http.Handler {
	current := "/static/" + version + "/"
	server := http.StripPrefix(current, http.FileServerFS(files))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.URL.Path) <= len(current) || r.URL.Path[:len(current)] != current || r.URL.Path[len(r.URL.Path)-1] == '/' {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		server.ServeHTTP(w, r)
	})
}

// WorkerOf answers with a program of static that keeps pages: it stands at an address of its own, and looks after what stands below scope.
func WorkerOf(name, scope string) http.Handler {
	code, err := files.ReadFile(name)
	if err != nil {
		panic(err) // embedded files are always readable
	}
	code = append([]byte("const version = \""+version+"\", base = \""+scope+"\";\n"), code...)
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("Service-Worker-Allowed", scope)
		_, _ = w.Write(code)
	})
}

// Worker answers with the program that keeps the pages of Jour J, or those of the doors, below an address: it stands at an address of its own, since it may only look after what stands beside it,
// and a browser asks for it anew each time.
func Worker(scope string) http.Handler { return WorkerOf("day-worker.js", scope) }

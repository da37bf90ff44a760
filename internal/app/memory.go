package app

import (
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"parvis/web/urls"
)

// collectPercent lets the heap grow to five times what lives in it. A long page makes megabytes that
// last some milliseconds in a process that keeps a few: collecting less often nearly halves what it
// costs, for some tens of megabytes while pages are asked. GOGC says otherwise.
const collectPercent = 400

func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectPercent)
	}
}

// quiet is how long nobody has asked for anything when memory goes back to the system.
const quiet = 30 * time.Second

// returnMemory frees what pages took, and the 64 MiB of each login, once nobody is there: the
// runtime by itself keeps them. Health checks, which never pause, are nobody.
func returnMemory(next http.Handler, free func()) http.Handler {
	idle := time.AfterFunc(quiet, free)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != urls.Health() {
			idle.Reset(quiet)
		}
		next.ServeHTTP(w, r)
	})
}

// freeAll collects twice: what pools keep for the next page outlives the first time.
func freeAll() {
	runtime.GC()
	debug.FreeOSMemory()
}

package fileui_test

import (
	"bytes"
	"crypto/sha256"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"parvis/web/urls"
)

// TestACutUploadLeavesNothing sends half of a form and leaves.
func TestACutUploadLeavesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	body, header := form(t, nil, sent{"grand.pdf", pdf + strings.Repeat("x", 3<<20)})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.URL+urls.Files("taches", h.task), io.MultiReader(bytes.NewReader(body[:2<<20]), broken{}))
	h.must(err)
	r.Header, r.ContentLength = header, int64(len(body))
	for _, c := range team.Cookies() {
		r.AddCookie(c)
	}
	if a, err := http.DefaultClient.Do(r); err == nil {
		_ = a.Body.Close()
	}
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		left, err := filepath.Glob(filepath.Join(os.TempDir(), "parvis-recu-*"))
		h.must(err)
		if len(left) == 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("%v is left", left)
		}
	}
	if n := h.count("files") + h.count("file_chunks"); n != 0 {
		t.Errorf("%d rows are left", n)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }

// noise gives the same bytes that nothing compresses, after the head of a document.
func noise(size int) io.Reader {
	return io.MultiReader(strings.NewReader(pdf), io.LimitReader(rand.NewChaCha8([32]byte{7}), int64(size-len(pdf))))
}

// fifty is how big a file may be where nobody says otherwise, in bytes.
const fifty = 50 << 20

// TestFiftyMegabytesTakeNoMemory sends the largest file there may be, and saves it, and looks at what lives meanwhile.
func TestFiftyMegabytesTakeNoMemory(t *testing.T) {
	h := open(t)
	team := h.As(h.Team)
	sum := sha256.New()
	_, err := io.Copy(sum, noise(fifty))
	h.must(err)

	before := living()
	peak := watch(before)
	read, write := io.Pipe()
	w := multipart.NewWriter(write)
	go func() {
		part, err := w.CreateFormFile("fichiers", "grand.pdf")
		if err == nil {
			_, err = io.Copy(part, noise(fifty))
		}
		if err == nil {
			err = w.Close()
		}
		_ = write.CloseWithError(err)
	}()
	team.Do(http.MethodPost, urls.Files("taches", h.task), read, http.Header{"Content-Type": {w.FormDataContentType()}}).Want(t, http.StatusSeeOther)
	if more := peak(); more > 20<<20 {
		t.Errorf("sending 50 MB took %d KB more", more>>10)
	}
	if n := h.count("file_chunks"); n != 200 {
		t.Errorf("%d pieces", n)
	}

	peak = watch(living())
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, h.URL+urls.File(h.last()), nil)
	h.must(err)
	for _, c := range team.Cookies() {
		r.AddCookie(c)
	}
	got, err := http.DefaultClient.Do(r)
	h.must(err)
	defer func() { _ = got.Body.Close() }()
	came := sha256.New()
	n, err := io.Copy(came, got.Body)
	if h.must(err); n != fifty || !bytes.Equal(came.Sum(nil), sum.Sum(nil)) {
		t.Errorf("%d bytes came back, others than were sent", n)
	}
	if more := peak(); more > 20<<20 {
		t.Errorf("saving 50 MB took %d KB more", more>>10)
	}
	// One byte more is too much.
	large := pdf + strings.Repeat("x", fifty-len(pdf)+1)
	h.add(team, nil, sent{"trop.pdf", large}).Want(t, http.StatusUnprocessableEntity).Has(t, "dépasse 50\u00a0Mo")
}

// living is how much memory lives.
func living() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// watch looks at what lives, every few milliseconds; what it gives ends that, and tells how much more there was at most.
func watch(before uint64) (most func() int64) {
	end, told := make(chan struct{}), make(chan int64)
	go func() {
		var more int64
		for {
			more = max(more, int64(living())-int64(before))
			select {
			case <-end:
				told <- more
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() int64 { close(end); return <-told }
}

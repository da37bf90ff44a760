package fileui_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/internal/fault"
	"parvis/internal/files"
	"parvis/internal/files/filestest"
	"parvis/internal/journal"
	"parvis/internal/rooms"
	"parvis/internal/trash"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// over is the house of another, over the same database, where files are kept, or looked at, as told.
func (h house) over(o files.Options) house {
	other := h
	site := *h.House
	site.Rooms = rooms.ForTestsWith(h.DB, o)
	other.House = &site
	return other
}

func TestFilesAreKeptInTheStoreAndThoseOfBeforeStayReadable(t *testing.T) {
	t.Parallel()
	s3 := filestest.NewS3(t)
	h := openWith(t, files.Options{Store: s3.Store()})
	before := h.over(files.Options{}) // as it was, before there was a store
	arrived, err := before.Files.Receive(t.Context(), "avant.txt", strings.NewReader("Gardé dans la base"))
	h.must(err)
	defer arrived.Close()
	old, err := before.Files.Add(t.Context(), h.Team.At(h.Now), journal.Task, h.task, "", false, []*files.Arrived{arrived})
	h.must(err)

	team := h.As(h.Team)
	fields := map[string]string{"cle": strings.Repeat("K", 20)}
	large := strings.Repeat("Un texte assez long. ", 150_000) // three pieces
	h.add(team, fields, sent{"Devis été.pdf", pdf}, sent{"grand.txt", large}).Want(t, http.StatusSeeOther)
	h.add(team, fields, sent{"Devis été.pdf", pdf}, sent{"grand.txt", large}).Want(t, http.StatusSeeOther) // the same again
	if n, kept := h.count("files"), s3.Objects(); n != 3 || len(kept) != 2 {
		t.Errorf("%d files, objects %v", n, kept)
	}
	if n := h.count("file_chunks"); n != 1 {
		t.Errorf("%d pieces are in the database", n)
	}
	team.Get(urls.File(h.last()-1)).Want(t, http.StatusOK).Is(t, pdf)
	team.Get(urls.File(h.last())).Want(t, http.StatusOK).Is(t, large)
	team.Get(urls.File(old)).Want(t, http.StatusOK).Is(t, "Gardé dans la base")
	part := team.Do(http.MethodGet, urls.File(h.last()), nil, http.Header{"Range": {"bytes=1048570-1048589"}})
	if part.Status != http.StatusPartialContent || part.Body != large[1048570:1048590] {
		t.Errorf("a range answers %d, %q", part.Status, part.Body)
	}

	// Without the store, what is in it is told, and what is not is read.
	if _, err := before.Files.Content(t.Context(), h.file(h.last())); !fault.Is(err, fault.Unavailable) || !strings.Contains(fault.SentenceOf(err), "n’est plus relié") {
		t.Errorf("without the store: %v", err)
	}
	if n, err := before.Files.Lost(t.Context()); n != 2 || err != nil {
		t.Errorf("%d are out of reach, %v", n, err)
	}
	s3.Stop()
	have := team.Get(urls.File(old)).Want(t, http.StatusOK).Header.Get("ETag")
	if again := team.Do(http.MethodGet, urls.File(old), nil, http.Header{"If-None-Match": {have}}); again.Status != http.StatusNotModified || again.Header.Get("ETag") != have {
		t.Errorf("who has it is answered %d", again.Status)
	}
	team.Get(urls.File(h.last())).Want(t, http.StatusServiceUnavailable).Has(t, "Le magasin qui garde les fichiers ne répond pas")
	h.add(team, nil, sent{"Affiche.pdf", pdf}).Want(t, http.StatusServiceUnavailable).Has(t, "Le magasin qui garde les fichiers ne répond pas")
	if n := h.count("files"); n != 3 {
		t.Errorf("%d files are kept", n)
	}
}

// file is a file as the team finds it.
func (h house) file(id int64) files.File {
	h.t.Helper()
	f, err := h.Files.File(h.t.Context(), h.Team.At(h.Now), id)
	h.must(err)
	return f
}

func TestNothingIsLeftInTheStore(t *testing.T) {
	t.Parallel()
	s3 := filestest.NewS3(t)
	h := openWith(t, files.Options{Store: s3.Store()})
	team := h.As(h.Team)
	h.add(team, nil, sent{"Devis.pdf", pdf}).Want(t, http.StatusSeeOther)
	kept := s3.Objects()
	begin, _, _ := strings.Cut(kept[0], "/")

	// A transaction that fails takes its object away at once.
	arrived, err := h.Files.Receive(t.Context(), "perdu.txt", strings.NewReader("Perdu"))
	h.must(err)
	if _, err := h.Files.Add(t.Context(), h.Team.At(h.Now), journal.Task, h.task+1000, "", false, []*files.Arrived{arrived}); !fault.Is(err, fault.NotFound) {
		t.Errorf("added to nothing: %v", err)
	}
	if n := len(s3.Objects()); n != 2 {
		t.Errorf("%d objects while it is open", n)
	}
	arrived.Close()
	if got := s3.Objects(); len(got) != 1 {
		t.Errorf("%v are left", got)
	}

	// What a program that died left is swept a day later, and nothing of another service's.
	s3.Add(begin+"/ORPHELIN", "perdu")
	s3.Add("unautreservice/FICHIER", "à d’autres")
	h.must(h.Files.Sweep(t.Context(), time.Now().Add(23*time.Hour)))
	if n := len(s3.Objects()); n != 3 {
		t.Errorf("%d objects a little later", n)
	}
	h.must(h.Purge(t.Context(), time.Now().Add(25*time.Hour)))
	if got := s3.Objects(); len(got) != 2 || !slices.Contains(got, kept[0]) || !slices.Contains(got, "unautreservice/FICHIER") {
		t.Errorf("%v are left", got)
	}

	// What is thrown away for good goes, once the store answers.
	team.Post(urls.FileDelete(h.last()), nil).Want(t, http.StatusSeeOther)
	much := time.Now().AddDate(0, 0, trash.Days+2)
	s3.Stop()
	if err := h.Purge(t.Context(), much); err == nil || h.count("files") != 1 {
		t.Errorf("without the store: %v", err)
	}
	s3.Start()
	h.must(h.Purge(t.Context(), much))
	if got := s3.Objects(); len(got) != 1 || h.count("files") != 0 {
		t.Errorf("%v are left", got)
	}
}

// TestFiftyMegabytesInTheStoreTakeNoMemory sends the largest file there may be to the store, and saves it from there.
func TestFiftyMegabytesInTheStoreTakeNoMemory(t *testing.T) {
	s3 := filestest.NewS3(t)
	h := openWith(t, files.Options{Store: s3.Store()})
	team := h.As(h.Team)
	sum := sha256.New()
	_, err := io.Copy(sum, noise(fifty))
	h.must(err)
	peak := watch(living())
	h.stream(team, noise(fifty)).Want(t, http.StatusSeeOther)
	if more := peak(); more > 20<<20 {
		t.Errorf("sending 50 MB took %d KB more", more>>10)
	} else {
		t.Logf("sending 50 MB took %d KB more", more>>10)
	}
	peak = watch(living())
	came, n := h.save(team, h.last())
	if n != fifty || !bytes.Equal(came, sum.Sum(nil)) {
		t.Errorf("%d bytes came back, others than were sent", n)
	}
	if more := peak(); more > 20<<20 {
		t.Errorf("saving 50 MB took %d KB more", more>>10)
	} else {
		t.Logf("saving 50 MB took %d KB more", more>>10)
	}
}

// stream sends one file as it is read.
func (h house) stream(c *webtest.Client, content io.Reader) webtest.Answer {
	h.t.Helper()
	read, write := io.Pipe()
	w := multipart.NewWriter(write)
	go func() {
		part, err := w.CreateFormFile("fichiers", "grand.pdf")
		if err == nil {
			_, err = io.Copy(part, content)
		}
		if err == nil {
			err = w.Close()
		}
		_ = write.CloseWithError(err)
	}()
	return c.Do(http.MethodPost, urls.Files("taches", h.task), read, http.Header{"Content-Type": {w.FormDataContentType()}})
}

// save saves a file and gives its sum and its size.
func (h house) save(c *webtest.Client, id int64) (sum []byte, size int64) {
	h.t.Helper()
	r, err := http.NewRequestWithContext(h.t.Context(), http.MethodGet, h.URL+urls.File(id), nil)
	h.must(err)
	for _, cookie := range c.Cookies() {
		r.AddCookie(cookie)
	}
	got, err := http.DefaultClient.Do(r)
	h.must(err)
	defer func() { _ = got.Body.Close() }()
	all := sha256.New()
	size, err = io.Copy(all, got.Body)
	h.must(err)
	return all.Sum(nil), size
}

func TestWhatIsSetWronglyOfTheStoreIsSaid(t *testing.T) {
	t.Parallel()
	s3 := filestest.NewS3(t)
	if err := s3.Store().Check(t.Context()); err != nil {
		t.Error(err)
	}
	if left := s3.Objects(); len(left) != 0 {
		t.Errorf("%v are left of the trial", left)
	}
	for said, change := range map[string]func(*files.StoreConfig){
		"n’a pas de compartiment (bucket) «\u00a0ailleurs\u00a0»": func(c *files.StoreConfig) { c.Bucket = "ailleurs" },
		"vérifiez PARVIS_S3_ACCESS_KEY, PARVIS_S3_SECRET_KEY":     func(c *files.StoreConfig) { c.SecretKey = "une autre" },
		"ne répond pas\u00a0: vérifiez qu’il fonctionne":          func(c *files.StoreConfig) { c.Endpoint = "http://127.0.0.1:9" },
	} {
		c := s3.StoreConfig
		change(&c)
		store, err := files.ReadStore(c)
		if err != nil {
			t.Fatal(err)
		}
		err = store.Check(t.Context())
		if err == nil || !strings.Contains(err.Error(), said) || strings.Contains(err.Error(), s3.SecretKey) {
			t.Errorf("%s: %v", said, err)
		}
		if silent := strings.Contains(said, "ne répond pas"); silent != errors.Is(err, files.ErrStoreSilent) {
			t.Errorf("%s: waiting may mend it: %v", said, !silent)
		}
	}
}

func TestTheAntivirusLooksBeforeAnythingIsKept(t *testing.T) {
	t.Parallel()
	clamd := filestest.NewClamd(t)
	h := openWith(t, files.Options{Antivirus: clamd.Client()})
	team := h.As(h.Team)
	h.add(team, nil, sent{"sain.pdf", pdf}, sent{"infecté.pdf", pdf + filestest.Virus}).Want(t, http.StatusUnprocessableEntity).
		Has(t, "«\u00a0infecté.pdf\u00a0»", "L’antivirus a trouvé un programme malveillant ("+filestest.Signature+")", "rien n’en est gardé")
	if n := h.count("files") + h.count("file_chunks") + h.count("file_scans"); n != 0 {
		t.Errorf("%d rows are kept", n)
	}
	h.add(team, nil, sent{"sain.pdf", pdf}).Want(t, http.StatusSeeOther)
	team.Get(urls.Task(h.task)).Has(t, "sain.pdf").Lacks(t, "Non analysé")
	if n := h.count(`file_scans WHERE state = 'clean'`); n != 1 {
		t.Errorf("%d are noted as looked at", n)
	}
}

func TestWhatTheAntivirusDidNotSeeIsToldAndSeenLater(t *testing.T) {
	t.Parallel()
	clamd := filestest.NewClamd(t, "TCPSocket")
	h := openWith(t, files.Options{Antivirus: clamd.Client()})
	team := h.As(h.Team)
	clamd.Stop()
	h.add(team, nil, sent{"sain.pdf", pdf}, sent{"infecté.pdf", pdf + filestest.Virus}).Want(t, http.StatusSeeOther)
	infected := h.last()
	team.Get(urls.Task(h.task)).Has(t, "Non analysé")
	team.Get(urls.File(infected)).Want(t, http.StatusOK)
	if err := h.Files.ScanLater(t.Context(), h.Now); err == nil || h.count(`file_scans WHERE state = 'tried'`) != 2 {
		t.Errorf("clamd is away: %v", err)
	}
	clamd.Start()
	h.must(h.Files.ScanLater(t.Context(), h.Now))
	team.Get(urls.Task(h.task)).Lacks(t, "Non analysé").Has(t, "Programme malveillant", filestest.Signature)
	team.Get(urls.File(infected)).Want(t, http.StatusForbidden).Has(t, "il ne s’ouvre plus")
	team.Get(urls.File(infected-1)).Want(t, http.StatusOK)
	// It is looked at once.
	clamd.Stop()
	h.must(h.Files.ScanLater(t.Context(), h.Now))
}

// One that takes too long keeps nobody from adding a file: it is kept, and told.
func TestAFileIsKeptWhereTheAntivirusTakesTooLong(t *testing.T) {
	t.Parallel()
	silent, err := files.ReadClamd(filestest.Silent(t))
	if err != nil {
		t.Fatal(err)
	}
	h := openWith(t, files.Options{Antivirus: silent, Patience: 300 * time.Millisecond})
	team := h.As(h.Team)
	h.add(team, nil, sent{"sain.pdf", pdf}).Want(t, http.StatusSeeOther)
	team.Get(urls.Task(h.task)).Has(t, "sain.pdf", "Non analysé")
	team.Get(urls.File(h.last())).Want(t, http.StatusOK).Is(t, pdf)
}

// A file whose store is gone keeps nobody else's from being looked at.
func TestAFileThatCannotBeReadIsPassedOver(t *testing.T) {
	t.Parallel()
	h := openWith(t, files.Options{Store: filestest.NewS3(t).Store()})
	h.add(h.As(h.Team), nil, sent{"ailleurs.pdf", pdf}).Want(t, http.StatusSeeOther)
	other := h.over(files.Options{})
	arrived, err := other.Files.Receive(t.Context(), "infecté.txt", strings.NewReader("Un texte. "+filestest.Virus))
	h.must(err)
	defer arrived.Close()
	_, err = other.Files.Add(t.Context(), h.Team.At(h.Now), journal.Task, h.task, "", false, []*files.Arrived{arrived})
	h.must(err)
	begun := time.Now()
	h.must(h.over(files.Options{Antivirus: filestest.NewClamd(t).Client()}).Files.ScanLater(t.Context(), h.Now))
	if n := h.count(`file_scans WHERE state = 'found'`); n != 1 || time.Since(begun) > 10*time.Second {
		t.Errorf("%d are found after %v", n, time.Since(begun))
	}
}

// What was kept before there was an antivirus is looked at too; where there is none, nothing is said of it.
func TestFilesOfBeforeAreLookedAt(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	h.add(team, nil, sent{"infecté.pdf", pdf + filestest.Virus}).Want(t, http.StatusSeeOther)
	team.Get(urls.Task(h.task)).Lacks(t, "Non analysé")
	h.must(h.over(files.Options{Antivirus: filestest.NewClamd(t).Client()}).Files.ScanLater(t.Context(), h.Now))
	team.Get(urls.File(h.last())).Want(t, http.StatusForbidden)
}

// A file that is longer than clamd takes is kept, and told; the start says which settings differ.
func TestWhatClamdTakesIsComparedWithWhatMayBeSent(t *testing.T) {
	t.Parallel()
	clamd := filestest.NewClamd(t, "StreamMaxLength 1M")
	h := openWith(t, files.Options{Antivirus: clamd.Client(), MB: 2})
	team := h.As(h.Team)
	h.add(team, nil, sent{"grand.pdf", pdf + strings.Repeat("x", 1100<<10)}).Want(t, http.StatusSeeOther)
	team.Get(urls.Task(h.task)).Has(t, "Non analysé")
	h.must(h.Files.ScanLater(t.Context(), h.Now)) // it does not keep the others from being looked at
	if err := clamd.Client().Check(t.Context(), 2*files.MB); !errors.Is(err, files.ErrScanTooLarge) || !strings.Contains(err.Error(), "à 2M au moins") {
		t.Errorf("%v", err)
	}
	if err := clamd.Client().Check(t.Context(), files.MB); err != nil {
		t.Error(err)
	}
	clamd.Stop()
	if err := clamd.Client().Check(t.Context(), files.MB); err == nil || !strings.Contains(err.Error(), "ne répond pas") {
		t.Errorf("%v", err)
	}
}

// An antivirus that takes what is sent and says nothing keeps nobody waiting for longer than the request's own end.
func TestASilentAntivirusIsLeft(t *testing.T) {
	t.Parallel()
	silent := filestest.Silent(t)
	client, err := files.ReadClamd(silent)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	begun := time.Now()
	if found, err := client.Scan(ctx, strings.NewReader(pdf)); found != "" || err == nil || time.Since(begun) > 5*time.Second {
		t.Errorf("%q, %v after %v", found, err, time.Since(begun))
	}
}

func TestTheLimitIsASetting(t *testing.T) {
	t.Parallel()
	h := openWith(t, files.Options{MB: 1})
	team := h.As(h.Team)
	team.Get(urls.Task(h.task)).Has(t, "de 1\u00a0Mo au plus chacun")
	h.add(team, nil, sent{"trop.pdf", pdf + strings.Repeat("x", files.MB)}).Want(t, http.StatusUnprocessableEntity).Has(t, "dépasse 1\u00a0Mo")
	var ten []sent
	for range 10 {
		ten = append(ten, sent{"dix.pdf", pdf + strings.Repeat("x", files.MB-len(pdf))})
	}
	h.add(team, nil, ten...).Want(t, http.StatusSeeOther)
	more := append(ten[:9:9], sent{"trop.pdf", strings.Repeat("x", 3*files.MB)})
	h.add(team, nil, more...).Want(t, http.StatusRequestEntityTooLarge).Has(t, "dépassent ensemble 10\u00a0Mo")
}

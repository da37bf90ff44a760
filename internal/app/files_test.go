package app

import (
	"context"
	"strings"
	"testing"
	"time"

	"parvis/internal/files"
	"parvis/internal/files/filestest"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/rooms"
)

func TestWhatIsSaidOfFilesReadsOrIsRefused(t *testing.T) {
	t.Parallel()
	read := func(settings map[string]string) (files.Options, error) {
		return filesOptions(func(name string) string { return settings[name] })
	}
	if o, err := read(nil); o != (files.Options{}) || err != nil {
		t.Errorf("nothing said: %+v, %v", o, err)
	}
	o, err := read(map[string]string{"PARVIS_FILE_MB": "120", "PARVIS_CLAMAV": "tcp://127.0.0.1:3310", "PARVIS_S3_ENDPOINT": "https://s3.musee.example", "PARVIS_S3_BUCKET": "parvis",
		"PARVIS_S3_ACCESS_KEY": "parvis", "PARVIS_S3_SECRET_KEY": "sésame"})
	if err != nil || o.MB != 120 || o.Antivirus == nil || o.Store == nil {
		t.Errorf("all said: %+v, %v", o, err)
	}
	for name, text := range map[string]string{"PARVIS_FILE_MB": "0", "PARVIS_CLAMAV": "clamd", "PARVIS_S3_BUCKET": "parvis"} {
		if _, err := read(map[string]string{name: text}); err == nil || !strings.Contains(err.Error(), "indiquez") {
			t.Errorf("%s=%s: %v", name, text, err)
		}
	}
	for _, text := range []string{"501", "50 Mo", "-1", "1.5"} {
		if _, err := read(map[string]string{"PARVIS_FILE_MB": text}); err == nil || !strings.Contains(err.Error(), "de 1 à 500") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestTheServiceOpensWithItsStore waits for a store that comes after it, and does not open where it never comes.
func TestTheServiceOpensWithItsStore(t *testing.T) {
	t.Parallel()
	s3 := filestest.NewS3(t)
	s3.Stop()
	serve := func(patience time.Duration) (opened bool, err error) {
		o := files.Options{Store: s3.Store()}
		house := rooms.ForTestsWith(pgtest.New(t), o)
		a := &App{Rooms: house, Upkeep: house, Config: Config{Addr: "127.0.0.1:0", Files: o, Patience: patience}}
		ctx, end := context.WithCancel(t.Context())
		defer end()
		err = a.Serve(ctx, func(string) { opened = true; end() })
		return opened, err
	}
	if opened, err := serve(0); opened || err == nil || !strings.Contains(err.Error(), "ne répond pas") {
		t.Errorf("without its store: %v, %v", opened, err)
	}
	later := time.AfterFunc(500*time.Millisecond, s3.Start)
	defer later.Stop()
	if opened, err := serve(time.Minute); !opened || err != nil {
		t.Errorf("its store comes: %v, %v", opened, err)
	}
}

package files

import (
	"errors"
	"strings"
	"testing"
)

func TestWhatClamdAnswersIsUnderstood(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]struct {
		found string
		err   error
	}{
		"stream: OK\x00":                                  {},
		"stream: OK\n":                                    {},
		"stream: Eicar-Signature FOUND\x00":               {found: "Eicar-Signature"},
		"stream: Parvis.Essai.UNOFFICIAL FOUND\x00":       {found: "Parvis.Essai.UNOFFICIAL"},
		"stream: A\tB FOUND FOUND\x00":                    {found: "ABFOUND"},
		"INSTREAM size limit exceeded. ERROR\x00":         {err: ErrScanTooLarge},
		"stream: Can't allocate memory ERROR\x00":         {err: ErrScanFailed},
		"stream: Time limit reached ERROR\x00":            {err: ErrScanFailed},
		"stream:  FOUND\x00":                              {err: ErrScanFailed},
		"stream: \x01 FOUND\x00":                          {err: ErrScanFailed},
		"UNKNOWN COMMAND\x00":                             {err: ErrScanFailed},
		"":                                                {err: ErrScanFailed},
		"OK":                                              {err: ErrScanFailed},
		"stream: OKAY":                                    {err: ErrScanFailed},
		"220 smtp.musee.test ESMTP\r\n":                   {err: ErrScanFailed},
		limits + ".MaxFileSize FOUND":                     {err: ErrScanFailed},
		"stream: " + limits + ".MaxFileSize FOUND\x00":    {err: ErrScanTooLarge},
		"stream: " + strings.Repeat("x", 5000) + " FOUND": {found: strings.Repeat("x", mostFoundName)},
	} {
		if found, err := understand(answer); found != want.found || !errors.Is(err, want.err) || (err == nil) != (want.err == nil) {
			t.Errorf("%q: %q, %v", answer, found, err)
		}
	}
}

// Whatever answers, only two answers say that all is well or that something was found, and what is kept can be shown.
func FuzzUnderstand(f *testing.F) {
	for _, answer := range []string{"stream: OK\x00", "stream: Eicar FOUND\x00", "INSTREAM size limit exceeded. ERROR\x00", "stream: \xff FOUND", "", "\x00"} {
		f.Add(answer)
	}
	f.Fuzz(func(t *testing.T, answer string) {
		found, err := understand(answer)
		if err == nil && found == "" && strings.TrimSpace(strings.TrimRight(answer, "\x00")) != "stream: OK" {
			t.Errorf("%q is taken for all is well", answer)
		}
		if found != "" && (err != nil || !strings.Contains(answer, "FOUND") || len(found) > mostFoundName) {
			t.Errorf("%q: %q, %v", answer, found, err)
		}
		for _, r := range found {
			if r <= ' ' || r > '~' {
				t.Errorf("%q holds %q", found, r)
			}
		}
	})
}

func TestWhereTheAntivirusIsReadsOrIsSaid(t *testing.T) {
	t.Parallel()
	for text, where := range map[string]string{"unix:///run/clamav/clamd.ctl": "unix:///run/clamav/clamd.ctl", "tcp://127.0.0.1:3310": "tcp://127.0.0.1:3310", "tcp://[::1]:3310": "tcp://[::1]:3310"} {
		if c, err := ReadClamd(text); err != nil || c.Where() != where {
			t.Errorf("%s: %v, %v", text, c, err)
		}
	}
	if c, err := ReadClamd(""); c != nil || err != nil {
		t.Errorf("nothing said: %v, %v", c, err)
	}
	for _, text := range []string{"/run/clamav/clamd.ctl", "127.0.0.1:3310", "tcp://127.0.0.1", "unix://run/clamd", "http://127.0.0.1:3310", "tcp://a@b:1", "tcp://a:1/b"} {
		if c, err := ReadClamd(text); c != nil || err == nil || !strings.Contains(err.Error(), "indiquez où clamd écoute") {
			t.Errorf("%s: %v, %v", text, c, err)
		}
	}
}

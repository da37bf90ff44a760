package files

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"path"
	"strings"
	"time"
)

const (
	// scanPatience is how long somebody who adds a file waits for the antivirus, unless told; laterPatience is how long it may
	// take when nobody waits.
	scanPatience  = 40 * time.Second
	laterPatience = 10 * time.Minute
	// knockPatience is how long clamd may take to say that it is there.
	knockPatience = 5 * time.Second
	// scanPiece is how much is sent to clamd at once, in bytes.
	scanPiece = 64 << 10
	// mostAnswer is how long an answer of clamd may be, in bytes.
	mostAnswer = 4 << 10
)

// Clamd is ClamAV's daemon, which looks at a content that is sent to it (INSTREAM).
type Clamd struct{ network, address string }

// ReadClamd reads where clamd listens (tcp://127.0.0.1:3310, unix:///run/clamav/clamd.ctl); nil when nobody said. What cannot
// be read is said in French.
func ReadClamd(text string) (*Clamd, error) {
	if text == "" {
		return nil, nil
	}
	u, err := url.Parse(text)
	switch {
	case err != nil || u.User != nil || u.RawQuery != "" || u.Fragment != "":
	case u.Scheme == "unix" && u.Host == "" && path.IsAbs(u.Path):
		return &Clamd{"unix", u.Path}, nil
	case u.Scheme == "tcp" && u.Hostname() != "" && u.Port() != "" && u.Path == "":
		return &Clamd{"tcp", u.Host}, nil
	}
	return nil, fmt.Errorf("PARVIS_CLAMAV vaut %q\u00a0: indiquez où clamd écoute, comme unix:///run/clamav/clamd.ctl ou tcp://127.0.0.1:3310", text)
}

// Where says where it listens.
func (c *Clamd) Where() string { return c.network + "://" + c.address }

// Why clamd said nothing of a content. Anything else is that it does not answer.
var (
	// ErrScanTooLarge is that the content is longer than clamd takes (its StreamMaxLength), or looks into.
	ErrScanTooLarge = errors.New("longer than clamd takes")
	// ErrScanFailed is that clamd could not look at it.
	ErrScanFailed = errors.New("clamd could not look")
	// ErrUnread is that the content could not be read to be sent to it.
	ErrUnread = errors.New("the content could not be read")
)

// Scan sends a content to clamd and gives the name of what it found; "" is nothing. The context bounds the time.
func (c *Clamd) Scan(ctx context.Context, content io.Reader) (found string, err error) {
	line, err := c.open(ctx)
	if err != nil {
		return "", err
	}
	defer func() { _ = line.Close() }()
	sent := send(line, content)
	if errors.Is(sent, ErrUnread) {
		return "", sent // clamd still waits for the rest
	}
	// Where clamd takes no more, it says why and closes: what it said counts, not that the rest could not be sent.
	answer, err := bufio.NewReader(io.LimitReader(line, mostAnswer)).ReadString(0)
	if err != nil && answer == "" {
		return "", fmt.Errorf("clamd at %s: %w", c.Where(), errors.Join(sent, err))
	}
	found, err = understand(answer)
	if err == nil && sent != nil {
		return "", fmt.Errorf("clamd at %s: %w", c.Where(), sent) // it answered about what it had not seen to its end
	}
	return found, err
}

// open connects to clamd, until the context's end.
func (c *Clamd) open(ctx context.Context) (net.Conn, error) {
	line, err := (&net.Dialer{Timeout: knockPatience}).DialContext(ctx, c.network, c.address)
	if err != nil {
		return nil, fmt.Errorf("clamd: %w", err)
	}
	stop := context.AfterFunc(ctx, func() { _ = line.SetDeadline(time.Unix(1, 0)) }) // what is under way ends now
	return &bounded{Conn: line, stop: stop}, nil
}

// bounded is a connection that a context may end.
type bounded struct {
	net.Conn
	stop func() bool
}

// Close implements net.Conn.
func (b *bounded) Close() error {
	b.stop()
	return b.Conn.Close()
}

// send sends a content as INSTREAM wants it: pieces with their lengths before them, then a piece of none.
func send(line io.Writer, content io.Reader) error {
	if _, err := io.WriteString(line, "zINSTREAM\x00"); err != nil {
		return err
	}
	piece := make([]byte, 4+scanPiece)
	for {
		n, err := io.ReadFull(content, piece[4:])
		if n > 0 {
			binary.BigEndian.PutUint32(piece, uint32(n))
			if _, err := line.Write(piece[:4+n]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			_, err = line.Write(make([]byte, 4))
			return err
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrUnread, err)
		}
	}
}

// limits begins the name of what clamd reports, where it is told to (AlertExceedsMax), of a content that it did not look into
// to its end.
const limits = "Heuristics.Limits.Exceeded"

// understand reads an answer of clamd: « stream: OK », « stream: Eicar-Signature FOUND », « INSTREAM size limit exceeded. ERROR ».
// What it does not understand is no answer that all is well.
func understand(answer string) (found string, err error) {
	text := strings.TrimSpace(strings.TrimRight(answer, "\x00"))
	said, about := strings.CutPrefix(text, "stream: ")
	switch name, virus := strings.CutSuffix(said, " FOUND"); {
	case about && said == "OK":
		return "", nil
	case about && virus && strings.HasPrefix(name, limits):
		return "", fmt.Errorf("%w: %s", ErrScanTooLarge, nameOf(name))
	case about && virus && nameOf(name) != "":
		return nameOf(name), nil
	case strings.HasPrefix(text, "INSTREAM size limit exceeded"):
		return "", ErrScanTooLarge
	}
	return "", fmt.Errorf("%w: %q", ErrScanFailed, text)
}

// mostFoundName is how long the name of what was found is kept, in characters.
const mostFoundName = 100

// nameOf is the name of what was found, without what cannot be shown.
func nameOf(text string) string {
	text = strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' {
			return r
		}
		return -1
	}, text)
	return text[:min(len(text), mostFoundName)]
}

// Check asks clamd whether it is there and takes contents of this size, in bytes: it does not tell its limits, so it is sent as many
// zeros. The failure is a French sentence that names the setting; ErrScanTooLarge is among its causes where it takes less.
func (c *Clamd) Check(ctx context.Context, size int64) error {
	ctx, cancel := context.WithTimeout(ctx, scanPatience)
	defer cancel()
	_, err := c.Scan(ctx, io.LimitReader(emptiness{}, size))
	switch {
	case errors.Is(err, ErrScanTooLarge):
		return fmt.Errorf("l’antivirus clamd (%s) n’accepte pas les fichiers de %d\u00a0Mo que Parvis accepte\u00a0: les plus grands resteront «\u00a0non analysés\u00a0». "+
			"Réglez StreamMaxLength, MaxFileSize et MaxScanSize de clamd.conf à %dM au moins, ou baissez PARVIS_FILE_MB (%w)", c.Where(), size/MB, size/MB, err)
	case err != nil:
		return fmt.Errorf("l’antivirus clamd (%s) ne répond pas\u00a0: les fichiers sont gardés «\u00a0non analysés\u00a0» en attendant. Vérifiez qu’il fonctionne, et PARVIS_CLAMAV (%w)", c.Where(), err)
	}
	return nil
}

// emptiness reads as many zeros as are asked for.
type emptiness struct{}

// Read implements io.Reader.
func (emptiness) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// Package filestest runs what files need beside Parvis, for tests: an S3 store and an antivirus, both real.
package filestest

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"parvis/internal/files"
)

// S3 is a store of a test's own: versitygw over a directory. It ends with the test.
type S3 struct {
	files.StoreConfig
	Client *minio.Client // for looking behind the back of what is tested

	t       testing.TB
	program string
	dir     string
	running *exec.Cmd
}

// NewS3 starts a store with one empty bucket.
func NewS3(t testing.TB) *S3 {
	t.Helper()
	s := &S3{t: t, program: gateway(t), dir: t.TempDir()}
	s.StoreConfig = files.StoreConfig{Endpoint: "http://" + freeAddress(t), Bucket: "parvis-fichiers", AccessKey: "parvis", SecretKey: rand.Text(), Region: "us-east-1"}
	if err := os.Mkdir(filepath.Join(s.dir, s.Bucket), 0o755); err != nil {
		t.Fatal(err)
	}
	var err error
	if s.Client, err = minio.New(strings.TrimPrefix(s.Endpoint, "http://"), &minio.Options{Creds: credentials.NewStaticV4(s.AccessKey, s.SecretKey, ""), Region: s.Region}); err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(s.Stop)
	return s
}

// Store is the store as Parvis reads it from its settings.
func (s *S3) Store() *files.Store {
	s.t.Helper()
	store, err := files.ReadStore(s.StoreConfig)
	if err != nil {
		s.t.Fatal(err)
	}
	return store
}

// Start starts it, with what it held before, and waits until it answers.
func (s *S3) Start() {
	s.t.Helper()
	address := strings.TrimPrefix(s.Endpoint, "http://")
	s.running = start(s.t, exec.Command(s.program, "--quiet", "--port", address, "--access", s.AccessKey, "--secret", s.SecretKey, "--region", s.Region, "posix", s.dir)) // #nosec: a program of ours
	answers(s.t, "the S3 store", func() error { return knock(s.t, "tcp", address) })
}

// Stop ends it; what it holds stays.
func (s *S3) Stop() {
	if s.running != nil {
		_ = s.running.Process.Kill()
		_ = s.running.Wait()
		s.running = nil
	}
}

// Objects are the names of all that it holds.
func (s *S3) Objects() []string {
	s.t.Helper()
	var names []string
	for o := range s.Client.ListObjectsIter(context.WithoutCancel(s.t.Context()), s.Bucket, minio.ListObjectsOptions{Recursive: true}) {
		if o.Err != nil {
			s.t.Fatal(o.Err)
		}
		names = append(names, o.Key)
	}
	return names
}

// Add puts an object there.
func (s *S3) Add(name, text string) {
	s.t.Helper()
	if _, err := s.Client.PutObject(s.t.Context(), s.Bucket, name, strings.NewReader(text), int64(len(text)), minio.PutObjectOptions{}); err != nil {
		s.t.Fatal(err)
	}
}

// gateway builds versitygw once, from the module that names its version, and gives where it is.
func gateway(t testing.TB) string {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var built = sync.OnceValues(func() (string, error) {
	var said bytes.Buffer
	command := exec.Command("go", "tool", "-modfile=internal/tools/s3/go.mod", "-n", "versitygw")
	command.Dir, command.Stderr = root(), &said
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("filestest: versitygw cannot be built: %w: %s", err, said.String())
	}
	return strings.TrimSpace(string(out)), nil
})

// root is the directory of the source tree.
func root() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", "..")
}

// start starts a program that ends with this one, whatever ends that.
func start(t testing.TB, command *exec.Cmd) *exec.Cmd {
	t.Helper()
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := command.Start(); err != nil {
		t.Fatalf("filestest: %v", err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("%s said:\n%s", filepath.Base(command.Path), said.String())
		}
	})
	return command
}

// answers waits until a program answers.
func answers(t testing.TB, what string, ask func() error) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		err := ask()
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("filestest: %s does not answer: %v", what, err)
		}
	}
}

func knock(t testing.TB, network, address string) error {
	line, err := (&net.Dialer{Timeout: time.Second}).DialContext(context.WithoutCancel(t.Context()), network, address)
	if err != nil {
		return err
	}
	return line.Close()
}

// freeAddress is one where nobody listens at this moment.
func freeAddress(t testing.TB) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

package files

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"regexp"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"parvis/internal/fault"
)

const (
	// objectPiece is how much of an object is read at once, in bytes.
	objectPiece = 1 << 20
	// storePatience is how long one answer of the store may take, and storePerMB what is added for each megabyte sent.
	storePatience = 30 * time.Second
	storePerMB    = 2 * time.Second
	// storeTries is how often a request is sent that the store did not answer.
	storeTries = 3
)

// StoreConfig is where an S3-compatible store is, and who may write there.
type StoreConfig struct {
	Endpoint  string // PARVIS_S3_ENDPOINT, http(s)://host[:port]
	Bucket    string // PARVIS_S3_BUCKET
	AccessKey string // PARVIS_S3_ACCESS_KEY
	SecretKey string // PARVIS_S3_SECRET_KEY
	Region    string // PARVIS_S3_REGION; "" where the store has none
}

// Store is an S3-compatible store of objects: one bucket of it.
type Store struct {
	client *minio.Client
	bucket string
	where  string // for people: its address, without a secret
}

// bucketNames is how buckets are called everywhere.
var bucketNames = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)

// ReadStore reads where a store is; nil when nobody said. What is said half, or cannot be read, is said in French and without
// the secret. The store is not asked: see Check.
func ReadStore(c StoreConfig) (*Store, error) {
	if c == (StoreConfig{}) {
		return nil, nil
	}
	for _, one := range []struct{ name, value string }{{"PARVIS_S3_ENDPOINT", c.Endpoint}, {"PARVIS_S3_BUCKET", c.Bucket},
		{"PARVIS_S3_ACCESS_KEY", c.AccessKey}, {"PARVIS_S3_SECRET_KEY", c.SecretKey}} {
		if one.value == "" {
			return nil, fmt.Errorf("le magasin S3 des fichiers est à moitié réglé\u00a0: indiquez aussi %s, ou retirez toutes les variables PARVIS_S3_…", one.name)
		}
	}
	u, err := url.Parse(c.Endpoint)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Path != "" && u.Path != "/" {
		return nil, errors.New("PARVIS_S3_ENDPOINT ne se lit pas\u00a0: indiquez une adresse comme https://s3.musee.example, sans chemin ni mot de passe")
	}
	if !bucketNames.MatchString(c.Bucket) {
		return nil, fmt.Errorf("PARVIS_S3_BUCKET vaut %q\u00a0: indiquez le nom d’un compartiment (bucket), en minuscules, comme parvis-fichiers", c.Bucket)
	}
	client, err := connect(u, c)
	if err != nil {
		return nil, errors.New("PARVIS_S3_ENDPOINT ne se lit pas\u00a0: indiquez une adresse comme https://s3.musee.example")
	}
	return &Store{client: client, bucket: c.Bucket, where: u.Scheme + "://" + u.Host}, nil
}

// connect makes the store's client, with bounds on how long the store may be silent.
func connect(u *url.URL, c StoreConfig) (*minio.Client, error) {
	secure := u.Scheme == "https"
	transport, err := minio.DefaultTransport(secure)
	if err != nil {
		return nil, err
	}
	transport.DialContext = (&net.Dialer{Timeout: knockPatience, KeepAlive: 30 * time.Second}).DialContext
	transport.TLSHandshakeTimeout, transport.ResponseHeaderTimeout = knockPatience, storePatience
	return minio.New(u.Host, &minio.Options{Creds: credentials.NewStaticV4(c.AccessKey, c.SecretKey, ""), Secure: secure, Region: c.Region, Transport: transport, MaxRetries: storeTries})
}

// Where names the store for people, without any secret.
func (s *Store) Where() string {
	return fmt.Sprintf("compartiment «\u00a0%s\u00a0» sur %s", s.bucket, s.where)
}

// ErrStoreSilent is that the store does not answer, which waiting may mend.
var ErrStoreSilent = errors.New("the S3 store does not answer")

// Check writes, reads and removes a small object, so that what is set wrongly is known at the start: its failure is a French
// sentence that names the setting.
func (s *Store) Check(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, storePatience)
	defer cancel()
	there, err := s.client.BucketExists(ctx, s.bucket)
	if err != nil {
		return s.refusal(err)
	}
	if !there {
		return fmt.Errorf("le magasin S3 %s n’a pas de compartiment (bucket) «\u00a0%s\u00a0»\u00a0: créez-le, ou corrigez PARVIS_S3_BUCKET", s.where, s.bucket)
	}
	name, text := "essai-"+rand.Text(), []byte("Parvis")
	if _, err := s.client.PutObject(ctx, s.bucket, name, bytes.NewReader(text), int64(len(text)), minio.PutObjectOptions{}); err != nil {
		return s.refusal(err)
	}
	read, err := s.read(ctx, name, 0, int64(len(text)))
	if gone := s.remove(ctx, name); err == nil {
		err = gone
	}
	if err != nil {
		return s.refusal(err)
	}
	if !bytes.Equal(read, text) {
		return fmt.Errorf("le magasin S3 %s ne rend pas ce qu’on y écrit\u00a0: vérifiez PARVIS_S3_ENDPOINT", s.where)
	}
	return nil
}

// The status of what is refused to a key.
const (
	unauthorized = 401
	forbidden    = 403
)

// refusal says in French why the store cannot be used.
func (s *Store) refusal(err error) error {
	answer := minio.ToErrorResponse(err)
	switch {
	case answer.StatusCode == forbidden || answer.StatusCode == unauthorized:
		return fmt.Errorf("le magasin S3 %s refuse d’écrire dans le compartiment «\u00a0%s\u00a0»\u00a0: vérifiez PARVIS_S3_ACCESS_KEY, PARVIS_S3_SECRET_KEY, PARVIS_S3_REGION et les droits de cette clé (%s)", s.where, s.bucket, answer.Code)
	case answer.StatusCode != 0:
		return fmt.Errorf("le magasin S3 %s a répondu «\u00a0%s\u00a0»\u00a0: vérifiez PARVIS_S3_ENDPOINT, PARVIS_S3_BUCKET et PARVIS_S3_REGION", s.where, answer.Code)
	}
	return fmt.Errorf("le magasin S3 %s ne répond pas\u00a0: vérifiez qu’il fonctionne, et PARVIS_S3_ENDPOINT (%w\u00a0: %w)", s.where, ErrStoreSilent, err)
}

// unavailable is the failure of a request to the store, for people who wait for it.
func unavailable(err error) error {
	return fault.New(fault.Unavailable, "Le magasin qui garde les fichiers ne répond pas pour le moment. Veuillez réessayer un peu plus tard.", fmt.Errorf("S3: %w", err))
}

// put writes an object in one request, straight from what is read: no part of it is left where it breaks off.
func (s *Store) put(ctx context.Context, name string, content io.ReaderAt, size int64) error {
	ctx, cancel := context.WithTimeout(ctx, storePatience+time.Duration(size/MB)*storePerMB)
	defer cancel()
	_, err := s.client.PutObject(ctx, s.bucket, name, io.NewSectionReader(content, 0, size), size,
		minio.PutObjectOptions{ContentType: "application/octet-stream", DisableMultipart: true})
	return err
}

// read reads bytes of an object.
func (s *Store) read(ctx context.Context, name string, from, length int64) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, storePatience)
	defer cancel()
	var options minio.GetObjectOptions
	if err := options.SetRange(from, from+length-1); err != nil {
		return nil, err
	}
	body, _, _, err := minio.Core{Client: s.client}.GetObject(ctx, s.bucket, name, options)
	if err != nil {
		return nil, err
	}
	data := make([]byte, length)
	_, err = io.ReadFull(body, data)
	return data, errors.Join(err, body.Close())
}

// remove removes an object; one that is not there is no failure.
func (s *Store) remove(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, storePatience)
	defer cancel()
	err := s.client.RemoveObject(ctx, s.bucket, name, minio.RemoveObjectOptions{})
	if minio.ToErrorResponse(err).Code == minio.NoSuchKey {
		return nil
	}
	return err
}

// swept is how many objects are looked at together.
const swept = 500

// each gives the names of the objects that begin so and are older than a moment of the store's clock, some at a time.
func (s *Store) each(ctx context.Context, begin string, before time.Time, do func(names []string) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var names []string
	for o := range s.client.ListObjectsIter(ctx, s.bucket, minio.ListObjectsOptions{Prefix: begin, Recursive: true, MaxKeys: swept}) {
		if o.Err != nil {
			return o.Err
		}
		if o.LastModified.Before(before) {
			names = append(names, o.Key)
		}
		if len(names) == swept {
			if err := do(names); err != nil {
				return err
			}
			names = nil
		}
	}
	if len(names) == 0 {
		return nil
	}
	return do(names)
}

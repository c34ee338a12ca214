package speech

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// errAbsent: there is no such program on this machine.
var errAbsent = errors.New("the speech program is not installed")

// errLong: the program said more than anybody listens to.
var errLong = errors.New("the speech program said too much")

// speed in words a minute: slower than espeak-ng's own, for a bad line.
const speed = "150"

// run has the program say the text and returns its WAV.
func run(ctx context.Context, program, voice, text string) ([]byte, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return nil, errAbsent
	}
	ctx, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	out, complaint := &capped{max: maxSound}, &capped{max: 4 << 10}
	cmd := exec.CommandContext(ctx, path, "-v", voice, "-s", speed, "-b", "1", "--stdin", "--stdout")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(text), out, complaint
	// Nothing of ours (a database's password in GUDOK_DB) is given to a program that needs none of it.
	cmd.Env = []string{"LANG=C.UTF-8", "PATH=" + os.Getenv("PATH")}
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		if out.over {
			return nil, errLong
		}
		return nil, fmt.Errorf("speech program: %w: %s", err, strings.TrimSpace(complaint.b.String()))
	}
	return sized(out.b.Bytes()), nil
}

// version is what the program says of itself.
func version(ctx context.Context, program string) (path, text string, err error) {
	if path, err = exec.LookPath(program); err != nil {
		return "", "", errAbsent
	}
	ctx, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	out := &capped{max: 4 << 10}
	cmd := exec.CommandContext(ctx, path, "--version")
	cmd.Stdout, cmd.WaitDelay = out, time.Second
	if err := cmd.Run(); err != nil {
		return path, "", fmt.Errorf("speech program: %w", err)
	}
	line, _, _ := strings.Cut(out.b.String(), "\n")
	line, _, _ = strings.Cut(line, " Data at:")
	return path, strings.TrimSpace(line), nil
}

// capped is a buffer with an end; writing beyond it fails, which ends the program. The
// buffer is not embedded: its ReadFrom would go around the end.
type capped struct {
	b    bytes.Buffer
	max  int
	over bool
}

// Write takes b unless there would be too much.
func (c *capped) Write(b []byte) (int, error) {
	if c.b.Len()+len(b) > c.max {
		c.over = true
		return 0, errLong
	}
	return c.b.Write(b)
}

// sized puts the real lengths into a WAV header: a program that writes to a pipe does not
// know them beforehand and writes the largest (espeak-ng: 0x7ffff000).
func sized(file []byte) []byte {
	const riff, chunk = 12, 8
	if len(file) < riff {
		return file
	}
	binary.LittleEndian.PutUint32(file[4:], uint32(len(file)-chunk))
	for at := riff; at+chunk <= len(file); {
		size := int(binary.LittleEndian.Uint32(file[at+4:]))
		if string(file[at:at+4]) == "data" {
			binary.LittleEndian.PutUint32(file[at+4:], uint32(len(file)-at-chunk))
			break
		}
		if size < 0 || size > len(file) {
			break
		}
		at += chunk + size
	}
	return file
}

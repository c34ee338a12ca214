//go:build !unix

package db

import (
	"errors"
	"os"
)

// tryLock: without flock nobody could be kept out, so nobody is let in.
func tryLock(*os.File) (bool, error) {
	return false, errors.New("this system has no flock")
}

//go:build !linux || !(amd64 || arm64)

package media

import (
	"errors"
	"fmt"
	"syscall"
)

func newCarrier(lp *loop) (carrier, error) {
	listen := lp.e.o.Listen
	if listen == nil {
		listen = listenUDP(lp.e.o.Bind)
	}
	return newConnLine(lp, listen), nil
}

func taken(err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%w (%w)", errPortTaken, err)
	}
	return err
}
